using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>A provider does not take a strand that is on offer to it, and says why.</summary>
public static class DeclineOffer
{
    public static Decision Decide(
        Referral referral, int strandNumber, OdsCode provider, DeclineReason reason, string? note, DateTimeOffset now)
    {
        if (StrandRules.Find(referral, strandNumber, out var strand) is { } refusal)
            return refusal;
        if (strand.Current is not { } offer || offer.Provider != provider)
            return Refusal.NotOfferedToYou;
        return strand.Stage is Stage.OnOffer
            ? Decision.Of(new Declined(strand.Number, offer.Service, reason, Free.Text(note)), now)
            : Refusal.AlreadyAccepted;
    }
}
