using System.Text.Json;

namespace SinglePointOfReferral.App.Hosting;

/// <summary>Writes one folder with a function.json for each function, as the Functions host looks for them beside host.json.</summary>
public static class StageFunctions
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(string folder)
    {
        foreach (var function in FunctionTable.All)
        {
            var place = Directory.CreateDirectory(Path.Combine(folder, function.Name)).FullName;
            File.WriteAllText(Path.Combine(place, "function.json"), JsonSerializer.Serialize(new { bindings = Bindings(function) }, Indented));
        }
    }

    private static object[] Bindings(Function function) => function switch
    {
        HttpFunction http =>
        [
            new
            {
                type = "httpTrigger", direction = "in", name = "request", authLevel = "anonymous", route = http.Route,
                methods = new[] { "get", "head", "post", "put", "delete" },
            },
            new { type = "http", direction = "out", name = "response" },
        ],
        QueueFunction queue =>
        [
            new { type = "queueTrigger", direction = "in", name = FunctionsHost.MessageBinding, queueName = queue.Queue, connection = RunOptions.StorageSetting },
        ],
        TimerFunction timer => [new { type = "timerTrigger", direction = "in", name = FunctionsHost.TimerBinding, schedule = timer.Cron }],
        _ => throw new InvalidOperationException($"No binding is known for {function.GetType().Name}."),
    };
}
