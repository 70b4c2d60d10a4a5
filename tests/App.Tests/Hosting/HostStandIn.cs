using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Hosting;

/// <summary>
/// Does what the Azure Functions host does with a folder, and knows of the app only what is in it: proxies requests that a route
/// matches, takes queue messages to their functions, counts attempts, moves the hopeless to the poison queue, and ticks timers.
/// </summary>
public sealed class HostStandIn : IAsyncDisposable
{
    private static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    private readonly HttpClient http = new() { Timeout = Generous };
    private readonly IReadOnlyDictionary<string, string> settings;

    private HostStandIn(FunctionFolder folder, IReadOnlyDictionary<string, string> settings) => (Folder, this.settings) = (folder, settings);

    public FunctionFolder Folder { get; }

    public HostedProcess App { get; private set; } = null!;

    /// <summary>Everything that the app wrote, in all its lives.</summary>
    public string Said { get; private set; } = "";

    public static async Task<HostStandIn> Start(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var host = new HostStandIn(new FunctionFolder(folder), settings);
        await host.StartAgain();
        return host;
    }

    public Task StartAgain()
    {
        App = new HostedProcess(Folder, settings);
        return App.Answers(http);
    }

    public void Kill()
    {
        App.Kill();
        Said += App.Said;
        App.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        App.Dispose();
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A request from outside. What no route matches, the host answers itself.</summary>
    public Task<HttpResponseMessage> Proxy(HttpRequestMessage request, string path) => Folder.For(request.Method, path) is null
        ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound))
        : Forward(request, path);

    /// <summary>A request from outside, as it would be if a route matched it.</summary>
    public Task<HttpResponseMessage> Forward(HttpRequestMessage request, string path)
    {
        request.RequestUri = new Uri($"http://127.0.0.1:{App.Port}{path}");
        request.Headers.Add("X-Forwarded-Host", "referrals.example.net");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7:50123");
        return http.SendAsync(request);
    }

    /// <summary>Takes messages to their functions until every queue is empty, hidden messages included.</summary>
    public async Task DeliverAll()
    {
        using var limit = new CancellationTokenSource(Generous);
        do
        {
            foreach (var function in Folder.Queues)
                await Deliver(function);
            await Task.Delay(20, limit.Token);
        }
        while (await Waiting() > 0);
    }

    /// <summary>How many messages are on the queues.</summary>
    public async Task<int> Waiting() => (await Task.WhenAll(Folder.Queues.Select(f => QueuesOf(f).Count(f.Queue)))).Sum();

    /// <summary>Takes what is on one function's queue to it.</summary>
    public async Task Deliver(HostedFunction function)
    {
        var queues = QueuesOf(function);
        foreach (var message in await queues.Receive(function.Queue, Folder.BatchSize, TimeSpan.FromMinutes(10)))
        {
            var isPoison = function.Queue.EndsWith("-poison", StringComparison.Ordinal);
            if (await Succeeds(function, message))
            {
                await queues.Delete(message);
            }
            else if (isPoison || message.Attempt < Folder.MaxDequeueCount)
            {
                // A fifth of the time, so that the tests take a fifth of the time.
                await queues.Release(message, Folder.VisibilityTimeout / 5);
            }
            else
            {
                await queues.Send(function.Queue + "-poison", message.Body);
                await queues.Delete(message);
            }
        }
    }

    public Task<HttpResponseMessage> Tick(HostedFunction timer) => Call(timer, Payload(
        timer, new JsonObject { ["Schedule"] = new JsonObject { ["AdjustForDST"] = true }, ["ScheduleStatus"] = null, ["IsPastDue"] = false }, []));

    /// <summary>Posts to a function's endpoint as the host itself does: chunked, and without the headers of its proxy.</summary>
    public Task<HttpResponseMessage> Call(HostedFunction function, string payload)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{App.Port}/{function.Name}")
        {
            Content = new StringContent(payload, Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = true;
        return http.SendAsync(request);
    }

    /// <summary>What the host posts for a text message: the text as JSON in a JSON string, and what it knows of it, which the
    /// properties of a message that is a JSON object are added to and may overwrite.</summary>
    public static string Payload(HostedFunction function, string body, int attempt)
    {
        var metadata = new JsonObject
        {
            ["DequeueCount"] = $"{attempt}", ["Id"] = JsonSerializer.Serialize(Guid.NewGuid()), ["PopReceipt"] = "\"AgAAAAMAAAAAAAAA\"",
        };
        if (IsObject(body) is { } message)
        {
            foreach (var (name, value) in message)
                metadata[name] = value?.ToJsonString();
        }
        return Payload(function, JsonValue.Create(JsonSerializer.Serialize(body)), metadata);
    }

    private static string Payload(HostedFunction function, JsonNode data, JsonObject metadata)
    {
        metadata["sys"] = new JsonObject { ["MethodName"] = function.Name, ["UtcNow"] = "2026-03-02T09:00:00Z", ["RandGuid"] = $"{Guid.NewGuid()}" };
        return new JsonObject { ["Data"] = new JsonObject { [function.Binding] = data }, ["Metadata"] = metadata }.ToJsonString();
    }

    private static JsonObject? IsObject(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private AzureQueues QueuesOf(HostedFunction function) =>
        new(StorageAccount.Parse(settings[FunctionFolder.SettingOf(function.Connection, settings)]));

    private async Task<bool> Succeeds(HostedFunction function, QueueMessage message)
    {
        try
        {
            using var answer = await Call(function, Payload(function, message.Body, message.Attempt));
            await MustComplete(function, answer);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The host completes a call only when the answer has the body that it expects; otherwise it waits for its timeout.</summary>
    public static async Task MustComplete(HostedFunction function, HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode && (answer.Content.Headers.ContentType?.MediaType, body) != ("application/json", "{}"))
            throw new InvalidOperationException($"{function.Name} answered {answer.StatusCode} with '{body}': the host would wait for its timeout.");
        if (body.Length == 0)
            throw new InvalidOperationException($"{function.Name} answered {answer.StatusCode} without a body.");
    }
}
