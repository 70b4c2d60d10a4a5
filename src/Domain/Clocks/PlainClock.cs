using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>How a clock stands, in words.</summary>
public static class PlainClock
{
    public static string Stands(Clock clock, Breach? breach, DateTimeOffset now)
    {
        var late = clock.IsBreachedAt(now) ? (clock.Ended ?? now) - clock.WorkingDue : TimeSpan.Zero;
        return clock switch
        {
            { WasReached: true } when late > TimeSpan.Zero => $"Took {Plain.Length(clock.TimeTaken!.Value)}, {Plain.Length(late)} late{Because(breach)}.",
            { WasReached: true } => $"Took {Plain.Length(clock.TimeTaken!.Value)}, in time.",
            { IsRunning: false } => late > TimeSpan.Zero ? $"Ended {Plain.Length(late)} late, and never came to it{Because(breach)}." : "Ended before it came to it.",
            _ when late > TimeSpan.Zero => $"{Plain.Length(late)} late{Because(breach)}.{(breach is { IsAcknowledged: false } ? " Nobody has said that they see to it." : "")}",
            _ when clock.IsPausedAt(now) => $"Paused until {Plain.Moment(clock.Pauses.First(p => now < p.Until).Until, now)} at the latest: it waits for an answer, or for the next visit.",
            _ when clock.WorkingDue > clock.Due => $"{Plain.Left(clock.WorkingDue, now)}, {Plain.Length(clock.WorkingDue - clock.Due)} more than at first because it waited.",
            _ => $"{Plain.Left(clock.WorkingDue, now)}.",
        };
    }

    private static string Because(Breach? breach) => breach?.Explained is { } explained ? $": {Plain.Of(explained.Because)}" : "";
}
