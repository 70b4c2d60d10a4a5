namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>A time in which a clock waits for somebody else, in UTC.</summary>
public sealed record PausedTime(DateTimeOffset From, DateTimeOffset Until);

/// <summary>One clock as the facts make it. All moments are in UTC.</summary>
/// <param name="Due">When it runs out if nothing pauses it; by this the promise is measured.</param>
/// <param name="WorkingDue">The same with its pauses: by this people work, are warned and told. Never before <paramref name="Due"/>.</param>
/// <param name="WarnAt">When the warning is due; null for none.</param>
/// <param name="Ended">When it was stopped, or what it was about ended; null while it runs.</param>
/// <param name="WasReached">What it waited for happened.</param>
/// <param name="Pauses">In order of time, none touching another.</param>
public sealed record Clock(
    ClockRule Rule, ClockId Id, DateTimeOffset Due, DateTimeOffset WorkingDue, DateTimeOffset? WarnAt, DateTimeOffset? Ended, bool WasReached,
    IReadOnlyList<PausedTime> Pauses)
{
    public bool IsRunning => Ended is null;

    /// <summary>How long it took, pauses included; null where what it waited for has not happened.</summary>
    public TimeSpan? TimeTaken => !WasReached ? null : Ended > Began ? Ended - Began : TimeSpan.Zero;

    /// <summary>From when its time is counted: where it started, and of support that was extended where the support began.</summary>
    public DateTimeOffset Began { get; init; } = Id.Since;

    /// <summary>Whether its working due time passed before it ended, or has passed while it runs.</summary>
    public bool IsBreachedAt(DateTimeOffset now) => Ended is { } ended ? ended > WorkingDue : now >= WorkingDue;

    /// <summary>Whether it waits for somebody else now.</summary>
    public bool IsPausedAt(DateTimeOffset now) => IsRunning && Pauses.Any(p => p.From <= now && now < p.Until);
}
