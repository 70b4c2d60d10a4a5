using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>The provider that supports the person looks at how it goes, as often as it likes.</summary>
public static class ReviewSupport
{
    /// <summary>The same said again so soon is the same review.</summary>
    private static readonly TimeSpan ToldTwice = TimeSpan.FromHours(1);

    /// <summary>Why the support cannot be reviewed now; null when it can.</summary>
    public static Refusal? WhyNot(Referral referral, int strandNumber, OdsCode provider) => WhyNot(referral, strandNumber, provider, out _);

    /// <param name="scores">Of each goal, in their order; null to score none.</param>
    /// <param name="seen">The version of the referral that was looked at, where that is known: goals agreed later are not the ones that
    /// were scored.</param>
    public static Decision Decide(
        Referral referral, int strandNumber, OdsCode provider, string? note, IReadOnlyList<int?>? scores, DateTimeOffset now, int? seen = null)
    {
        if (WhyNot(referral, strandNumber, provider, out var strand) is { } refusal)
            return refusal;
        if (Goal.WhyNot(strand, scores, seen) is { } wrong)
            return wrong;
        if (Free.Text(note) is not { } written)
            return Refusal.NoteMissing;
        var kept = Goal.Kept(scores);
        return strand.Reviewed is { } last && last.Note == written && (last.Scores ?? []).SequenceEqual(kept ?? []) && now - last.At < ToldTwice
            ? Decision.Nothing
            : Decision.Of(new Reviewed(strand.Number, written, kept), now);
    }

    private static Refusal? WhyNot(Referral referral, int strandNumber, OdsCode provider, out Strand strand) =>
        StrandRules.FindTaken(referral, strandNumber, provider, out strand) ?? (strand.Stage is Stage.Visited ? null : Refusal.NotSeenYet);
}
