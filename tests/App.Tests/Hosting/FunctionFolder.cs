using System.Text.Json;

namespace SinglePointOfReferral.App.Tests.Hosting;

/// <summary>What a function.json says of a function.</summary>
public sealed record HostedFunction(string Name, string Trigger, string Binding, string Route, IReadOnlyList<string> Methods, string Queue, string Connection);

/// <summary>A folder as the Azure Functions host reads it: host.json, and the function.json in each folder directly beneath.</summary>
public sealed class FunctionFolder
{
    private readonly JsonElement host;

    public FunctionFolder(string path)
    {
        Path = path;
        host = Json(System.IO.Path.Combine(path, "host.json"));
        Functions = [.. Directory.GetDirectories(path)
            .Select(folder => (Name: System.IO.Path.GetFileName(folder), File: System.IO.Path.Combine(folder, "function.json")))
            .Where(f => File.Exists(f.File)).Select(f => Read(f.Name, Json(f.File))).OrderBy(f => f.Name, StringComparer.Ordinal)];
    }

    public string Path { get; }

    public IReadOnlyList<HostedFunction> Functions { get; }

    public IEnumerable<HostedFunction> Queues => Functions.Where(f => f.Trigger == "queueTrigger");

    public IEnumerable<HostedFunction> Timers => Functions.Where(f => f.Trigger == "timerTrigger");

    public string Executable => System.IO.Path.Combine(
        Path, host.GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString()!);

    public bool ProxiesRequests => host.GetProperty("customHandler").GetProperty("enableProxyingHttpRequest").GetBoolean();

    public int MaxDequeueCount => Queue("maxDequeueCount").GetInt32();

    public int BatchSize => Queue("batchSize").GetInt32();

    public TimeSpan VisibilityTimeout => TimeSpan.Parse(Queue("visibilityTimeout").GetString()!);

    /// <summary>The HTTP function that the host hands a request to; null when it answers 404 itself.</summary>
    public HostedFunction? For(HttpMethod method, string path) => Functions.FirstOrDefault(f =>
        f.Trigger == "httpTrigger" && f.Methods.Contains(method.Method, StringComparer.OrdinalIgnoreCase) && Matches(f.Route, path.Split('?')[0].Trim('/')));

    /// <summary>The setting that a connection's name means: the host's own prefix is tried first.</summary>
    public static string SettingOf(string connection, IReadOnlyDictionary<string, string> settings) =>
        settings.ContainsKey("AzureWebJobs" + connection) ? "AzureWebJobs" + connection : connection;

    private JsonElement Queue(string name) => host.GetProperty("extensions").GetProperty("queues").GetProperty(name);

    /// <summary>The two kinds of route in use.</summary>
    private static bool Matches(string route, string path) => route switch
    {
        "{ignored:maxlength(0)?}" => path.Length == 0,
        _ when route.EndsWith("/{*rest}", StringComparison.Ordinal) && !route[..^8].Contains('{', StringComparison.Ordinal) =>
            (path + "/").StartsWith(route[..^7], StringComparison.OrdinalIgnoreCase),
        _ => throw new InvalidOperationException($"This stand-in does not know what the route {route} matches."),
    };

    private static HostedFunction Read(string name, JsonElement function)
    {
        var bindings = function.GetProperty("bindings").EnumerateArray().ToList();
        var trigger = bindings.Single(b => Text(b, "direction") == "in");
        return new(
            name, Text(trigger, "type"), Text(trigger, "name"), Text(trigger, "route"),
            trigger.TryGetProperty("methods", out var methods) ? [.. methods.EnumerateArray().Select(m => m.GetString()!)] : [],
            Text(trigger, "queueName"), Text(trigger, "connection"));
    }

    private static string Text(JsonElement binding, string name) => binding.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static JsonElement Json(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return json.RootElement.Clone();
    }
}
