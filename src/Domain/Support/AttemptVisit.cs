using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>The provider went to see the person and did not: nobody answered, say. It may happen again and again, and the clock runs on.</summary>
public static class AttemptVisit
{
    /// <summary>Nobody goes twice within a minute for the same reason: it is told twice.</summary>
    private static readonly TimeSpan ToldTwice = TimeSpan.FromMinutes(1);

    public static Decision Decide(
        Referral referral, int strandNumber, OdsCode provider, NoAccess reason, DateTimeOffset happened, string? note, DateTimeOffset now)
    {
        if (StrandRules.FindTaken(referral, strandNumber, provider, out var strand) is { } refusal)
            return refusal;
        if (strand.Attempts.Exists(a => a.Reason == reason && (a.At - happened).Duration() < ToldTwice))
            return Decision.Nothing;
        if (strand.VisitedAt is not null)
            return Refusal.AlreadyVisited;
        return StrandRules.CheckTime(referral, happened, now) is { } wrong
            ? wrong
            : Decision.Of(new VisitAttempted(strand.Number, reason, Free.Text(note)), happened);
    }
}
