using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>The provider saw the person face to face: the first such contact stops the clock.</summary>
public static class RecordVisit
{
    public static Decision Decide(
        Referral referral, int strandNumber, OdsCode provider, DateTimeOffset happened, string? note, DateTimeOffset now)
    {
        if (StrandRules.FindTaken(referral, strandNumber, provider, out var strand) is { } refusal)
            return refusal;
        if (strand.VisitedAt is { } before)
            return before == happened ? Decision.Nothing : Refusal.AlreadyVisited;
        if (StrandRules.CheckTime(referral, happened, now) is { } wrong)
            return wrong;
        return Decision.Of(new Visited(strand.Number, Free.Text(note)), happened);
    }

    /// <summary>The moment that somebody means who gives a time to the minute: the start of it, but within the minute of receipt not
    /// before the receipt.</summary>
    public static DateTimeOffset AtMinute(Referral referral, DateTimeOffset minute) =>
        minute <= referral.Received && referral.Received < minute.AddMinutes(1) ? referral.Received : minute;
}
