using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace SinglePointOfReferral.App.Telemetry;

/// <summary>Takes off a span what is not on the list of what may leave the process, before it is sent.</summary>
public sealed class OnlyIds : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        foreach (var tag in data.TagObjects.Where(t => !Tag.Allowed.Contains(t.Key)).ToList())
            data.SetTag(tag.Key, null);
        data.SetStatus(data.Status);
        data.TraceStateString = null;
        // What somebody else's span tells of an exception cannot be taken off it, so the span stays here.
        if (data.Events.Any())
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}

/// <summary>Takes off a line of the log the exception, whose message quotes what it met; its kind stays.</summary>
public sealed class WithoutExceptions : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is not { } exception)
            return;
        data.Exception = null;
        data.Attributes = [.. data.Attributes ?? [], new("error.type", exception.GetType().Name)];
    }
}
