using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>Support goes on for longer than it was to last: with a reason, and with the approval of somebody else.</summary>
public static class ExtendSupport
{
    /// <summary>Why support cannot be extended now; null when it can.</summary>
    public static Refusal? WhyNot(Referral referral, int strandNumber, OdsCode provider) => WhyNot(referral, strandNumber, provider, out _);

    /// <param name="until">The last day of the support in England.</param>
    /// <param name="approvedBy">The name of who approved it: somebody else than who records it.</param>
    /// <param name="recorder">The name of who records it.</param>
    public static Decision Decide(
        Referral referral, int strandNumber, OdsCode provider, DateOnly until, string? reason, string? approvedBy, string recorder, Locality town,
        DateTimeOffset now)
    {
        if (WhyNot(referral, strandNumber, provider, out var strand) is { } refusal)
            return refusal;
        if (strand.ExtendedUntil == EndOf(until))
            return Decision.Nothing;
        if (Free.Text(reason) is not { } because)
            return Refusal.ReasonMissing;
        if (Free.Text(approvedBy) is not { } approver)
            return Refusal.ApproverMissing;
        if (string.Equals(approver, recorder.Trim(), StringComparison.OrdinalIgnoreCase))
            return Refusal.ApprovedByYourself;
        return until <= DayOf(ReferralClocks.SupportUntil(strand, town) ?? now) || until < DayOf(now) ? Refusal.NotLonger
            : until > Latest(strand, town) ? Refusal.TooLong
            : Decision.Of(new SupportExtended(strand.Number, EndOf(until), because, approver), now);
    }

    /// <summary>The last day to which support can be extended, counted from when it was to end at first, however often it is extended.</summary>
    public static DateOnly Latest(Strand strand, Locality town) =>
        DayOf((ReferralClocks.SupportUntil(strand with { ExtendedUntil = null }, town) ?? strand.VisitedAt!.Value) + town.LongestExtension);

    private static Refusal? WhyNot(Referral referral, int number, OdsCode provider, out Strand strand) =>
        StrandRules.FindTaken(referral, number, provider, out strand) ?? (strand.Stage is Stage.Visited ? null : Refusal.NotSeenYet);

    private static DateTimeOffset EndOf(DateOnly day) => Plain.FromLondon(day.ToDateTime(new TimeOnly(23, 59)));

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Plain.InLondon(at).DateTime);
}
