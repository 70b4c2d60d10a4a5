using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>The provider agrees with the person, from acceptance on, what the support is to reach. Agreeing anew replaces what was agreed.</summary>
public static class AgreeGoals
{
    /// <summary>Why goals cannot be agreed now; null when they can.</summary>
    public static Refusal? WhyNot(Referral referral, int strandNumber, OdsCode provider) => StrandRules.FindTaken(referral, strandNumber, provider, out _);

    /// <param name="seen">The version of the referral that was looked at, where that is known: goals agreed later are not replaced unread.</param>
    /// <param name="instruments">Where the person stands by the instruments of the locality; null to score none.</param>
    public static Decision Decide(
        Referral referral, int strandNumber, OdsCode provider, IReadOnlyList<Goal> goals, IReadOnlyList<InstrumentScore>? instruments, Locality town,
        DateTimeOffset now, int? seen = null)
    {
        if (StrandRules.FindTaken(referral, strandNumber, provider, out var strand) is { } refusal)
            return refusal;
        List<Goal> written = [.. goals.Select(g => g with { Words = g.Words.Trim() }).Where(g => g.Words.Length > 0)];
        if (written.Count is 0 or > Goal.Most)
            return Refusal.NoGoals;
        if (!written.TrueForAll(g => Goal.IsScore(g.Score)))
            return Refusal.WrongScores;
        if (Instrument.WhyNot(instruments, town) is { } wrong)
            return wrong;
        var kept = Instrument.Kept(instruments);
        return strand.Agreed is { } before && before.Goals.SequenceEqual(written) && (before.Instruments ?? []).SequenceEqual(kept ?? []) ? Decision.Nothing
            : strand.Agreed?.Fact > seen ? Refusal.GoalsChanged
            : Decision.Of(new GoalsAgreed(strand.Number, written, kept), now);
    }
}
