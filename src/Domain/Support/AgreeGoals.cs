using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>The provider agrees with the person, from acceptance on, what the support is to reach. Agreeing anew replaces what was agreed.</summary>
public static class AgreeGoals
{
    public static Decision Decide(Referral referral, int strandNumber, OdsCode provider, IReadOnlyList<Goal> goals, DateTimeOffset now)
    {
        if (StrandRules.Find(referral, strandNumber, out var strand) is { } refusal)
            return refusal;
        if (strand.Current is not { } offer || strand.Stage is Stage.OnOffer)
            return Refusal.NotAccepted;
        if (offer.Provider != provider)
            return Refusal.NotOfferedToYou;
        List<Goal> written = [.. goals.Select(g => g with { Words = g.Words.Trim() }).Where(g => g.Words.Length > 0)];
        if (written.Count is 0 or > Goal.Most)
            return Refusal.NoGoals;
        if (!written.TrueForAll(g => Goal.IsScore(g.Score)))
            return Refusal.WrongScores;
        return strand.Agreed is { } before && before.Goals.SequenceEqual(written)
            ? Decision.Nothing
            : Decision.Of(new GoalsAgreed(strand.Number, written), now);
    }
}
