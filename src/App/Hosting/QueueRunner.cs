using System.Diagnostics;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Telemetry;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Hosting;

/// <summary>Runs a queue function on one message, under the Functions host and in the local loops alike.</summary>
public sealed partial class QueueRunner(IServiceProvider services, FailedMessages failed, ILogger<QueueRunner> log)
{
    /// <summary>After how many failed attempts in a row a message is moved to its poison queue; host.json says the same.</summary>
    public const int MostAttempts = 5;

    /// <summary>Between attempts; host.json says the same.</summary>
    public static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(5);

    /// <summary>Whether the message was worked on. When it was not, the reason is on the list of failed messages.</summary>
    public async Task<bool> Run(QueueFunction function, Delivery delivery, CancellationToken cancel)
    {
        using var step = Traces.OfStep(function.Name, delivery);
        try
        {
            await function.Run(services, delivery, cancel);
            if (delivery.IsRedelivery)
                await failed.Strike(delivery, cancel);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            var reason = Reason(e);
            LogFailed(function.Name, delivery.Attempt, reason, LastResort.Where(e));
            step?.SetStatus(ActivityStatusCode.Error);
            Meters.FailedMessages.Add(1, new KeyValuePair<string, object?>("function", function.Name));
            await TryRecord(delivery, reason, canHeal: e is not InvalidDataException, cancel);
            return false;
        }
    }

    /// <summary>Messages of other exceptions may quote what they met, so only those that are ours are told.</summary>
    private static string Reason(Exception e) =>
        e is StorageUnavailableException or InvalidDataException ? e.Message : $"{e.GetType().Name} in {e.TargetSite?.DeclaringType?.Name}";

    private async Task TryRecord(Delivery delivery, string reason, bool canHeal, CancellationToken cancel)
    {
        try
        {
            await failed.Record(delivery, reason, canHeal, cancel);
        }
        catch (StorageUnavailableException e)
        {
            LogFailed("FailedMessages", delivery.Attempt, e.Message, "");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed at attempt {Attempt}: {Reason} {Where}")]
    private partial void LogFailed(string function, int attempt, string reason, string where);
}
