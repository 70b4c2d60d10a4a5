using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SinglePointOfReferral.App.Telemetry;

/// <summary>
/// The spans of our own: a queue step, a timer, a round trip to storage. Nothing is made where nobody listens. A message carries no trace of who sent it,
/// because it lies in the store until it is done; what belongs together is found by the reference.
/// </summary>
public static partial class Traces
{
    public const string Name = Meters.Name;
    private static readonly ActivitySource Ours = new(Name);

    /// <summary>One delivery of a message to a function.</summary>
    public static Activity? OfStep(string function, Delivery delivery)
    {
        var step = Ours.StartActivity(function, ActivityKind.Consumer);
        if (step is null)
            return null;
        step.SetTag(Tag.Queue, delivery.Queue).SetTag(Tag.Attempt, delivery.Attempt);
        if (ReferenceIn().Match(delivery.Body) is { Success: true } found)
            step.SetTag(Tag.Reference, found.Groups["digits"].Value);
        return step;
    }

    /// <summary>One turn of a timer.</summary>
    public static Activity? OfTimer(string function) => Ours.StartActivity(function);

    /// <summary>One round trip to storage, which is counted as well.</summary>
    /// <param name="place">The table or the queue, never a key.</param>
    public static Activity? OfTrip(string operation, string place)
    {
        Meters.StorageTrips.Add(1, new(Tag.Operation, operation), new(Tag.Place, place));
        return Activity.Current is null ? null : Ours.StartActivity(operation, ActivityKind.Client)?.SetTag(Tag.Operation, operation).SetTag(Tag.Place, place);
    }

    [GeneratedRegex("\"reference\":\"(?<digits>[0-9]{8})\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ReferenceIn();
}

/// <summary>The names of what may stand on a span or a measurement.</summary>
public static class Tag
{
    public const string Route = "http.route";
    public const string Status = "http.response.status_code";
    public const string Method = "http.request.method";
    public const string Queue = "messaging.destination.name";
    public const string Attempt = "messaging.attempt";
    public const string Reference = "referral.reference";
    public const string Operation = "db.operation.name";
    public const string Place = "db.collection.name";

    /// <summary>All that leaves the process: ours, and of the framework's what can hold nothing about a person. Not an address with its path or query,
    /// which would tell keys, not a message of an exception, which quotes what people typed.</summary>
    public static readonly IReadOnlySet<string> Allowed = new HashSet<string>(StringComparer.Ordinal)
    {
        Route, Status, Method, Queue, Attempt, Reference, Operation, Place,
        "door", "outcome", "clock", "function",
        "url.scheme", "error.type", "network.protocol.name", "network.protocol.version", "network.type", "network.transport", "server.address", "server.port",
        "http.connection.state", "tls.protocol.version", "aspnetcore.rate_limiting.result", "aspnetcore.rate_limiting.policy", "aspnetcore.routing.is_fallback",
        "aspnetcore.routing.match_status", "aspnetcore.diagnostics.handler.type", "aspnetcore.diagnostics.exception.result", "gc.heap.generation", "cpu.mode",
    };
}
