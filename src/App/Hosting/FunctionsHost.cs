using System.Text.Json;
using SinglePointOfReferral.App.Telemetry;

namespace SinglePointOfReferral.App.Hosting;

/// <summary>
/// The contract of the Azure Functions host with a custom handler ("Azure Functions custom handlers", Microsoft Learn): it posts
/// <c>{"Data":{binding: ...},"Metadata":{...}}</c> to the function's name, and waits for a JSON object. An empty answer never
/// completes, so the answer is always <c>{}</c>.
/// </summary>
public static class FunctionsHost
{
    public const string MessageBinding = "message";
    public const string TimerBinding = "timer";

    /// <summary>Where the host says to listen; null when there is no host.</summary>
    public static int? Port => int.TryParse(Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT"), out var port) ? port : null;

    /// <summary>What is on a request that came from elsewhere: the host puts it there, or the platform before it, or whoever sent it. One is enough.</summary>
    private static readonly string[] Passed =
    [
        "X-Forwarded-Host", "X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "X-Original-URL", "X-Original-Host", "X-Original-For", "X-Original-Proto",
        "X-Rewrite-URL", "X-WAWS-Unencoded-URL", "X-ARR-SSL", "X-ARR-LOG-ID", "X-Client-IP", "Client-IP", "Disguised-Host", "Via", "X-HTTP-Method-Override", "Origin",
        "Sec-Fetch-Site", "Cookie",
    ];

    /// <summary>Whether a request reached us through the host's public listener and not from the host itself.</summary>
    public static bool CameThroughProxy(HttpRequest request) => Array.Exists(Passed, request.Headers.ContainsKey);

    /// <summary>Maps the endpoints that the host calls for queues and timers.</summary>
    public static void MapTriggers(IEndpointRouteBuilder routes)
    {
        foreach (var function in FunctionTable.All)
        {
            if (function is QueueFunction queue)
                routes.MapPost($"/{queue.Name}", (HttpContext http) => OnMessage(http, queue)).ExcludeFromDescription();
            else if (function is TimerFunction timer)
                routes.MapPost($"/{timer.Name}", (HttpContext http) => OnTimer(http, timer)).ExcludeFromDescription();
        }
    }

    private static async Task OnMessage(HttpContext http, QueueFunction function)
    {
        using var call = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var done = await http.RequestServices.GetRequiredService<QueueRunner>()
            .Run(function, Read(call.RootElement, function.Queue), http.RequestAborted);
        await Answer(http, done ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError);
    }

    private static async Task OnTimer(HttpContext http, TimerFunction function)
    {
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        using (Traces.OfTimer(function.Name))
            await function.Run(http.RequestServices, http.RequestAborted);
        await Answer(http, StatusCodes.Status200OK);
    }

    /// <summary>The message that the host hands over. What it says of it in Metadata may be overwritten by the message's own
    /// properties, so the count alone is taken from there.</summary>
    internal static Delivery Read(JsonElement call, string queue) => new(queue, Text(call.GetProperty("Data").GetProperty(MessageBinding)), Attempt(call));

    /// <summary>A text message arrives as JSON inside a JSON string, or as it is; unwrapped it is the message as it was sent.</summary>
    private static string Text(JsonElement data)
    {
        if (data.ValueKind is not JsonValueKind.String)
            return data.GetRawText();
        var text = data.GetString()!;
        try
        {
            return text.StartsWith('"') ? JsonSerializer.Deserialize<string>(text)! : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>The host's count arrives as a number or inside a string; without one that can be read it is the first attempt.</summary>
    private static int Attempt(JsonElement call) =>
        call.TryGetProperty("Metadata", out var metadata) && metadata.ValueKind is JsonValueKind.Object
        && metadata.TryGetProperty("DequeueCount", out var count) && int.TryParse(count.ToString().Trim('"'), out var attempt) ? attempt : 1;

    private static Task Answer(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync("{}", http.RequestAborted);
    }
}
