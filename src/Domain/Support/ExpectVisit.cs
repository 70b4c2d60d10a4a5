using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>The provider that has accepted a strand says when it will be with the person; what was said last holds.</summary>
public static class ExpectVisit
{
    /// <summary>Whoever says a longer time means something else.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Whether somebody can mean it when they say that they come after so long.</summary>
    public static bool IsWithin(TimeSpan time) => time > TimeSpan.Zero && time <= Longest;

    /// <summary>It comes in so many minutes; the time is told to the minute, so that whoever says the same twice at once has said it once.</summary>
    public static Decision In(Referral referral, int strandNumber, OdsCode provider, int minutes, DateTimeOffset now)
    {
        var at = now.AddMinutes(Math.Clamp(minutes, 0, (int)Longest.TotalMinutes + 1));
        return Decide(referral, strandNumber, provider, minutes >= 1 ? at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMinute)) : now, now);
    }

    /// <param name="at">In UTC.</param>
    public static Decision Decide(Referral referral, int strandNumber, OdsCode provider, DateTimeOffset at, DateTimeOffset now)
    {
        if (StrandRules.FindTaken(referral, strandNumber, provider, out var strand) is { } refusal)
            return refusal;
        if (strand.VisitedAt is not null)
            return Refusal.AlreadyVisited;
        if (!IsWithin(at - now))
            return Refusal.WrongArrival;
        return strand.ExpectedAt == at ? Decision.Nothing : Decision.Of(new VisitExpected(strand.Number, at), now);
    }
}
