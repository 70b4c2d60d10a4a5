using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>A provider does not take a strand that is on offer to it, and says why.</summary>
public static class DeclineOffer
{
    /// <param name="seen">The version of the referral that the provider was looking at, where that is known: an offer made later is not
    /// the one that they answer.</param>
    /// <param name="toldBy">Who said so on the telephone to the hub.</param>
    public static Decision Decide(
        Referral referral, int strandNumber, OdsCode provider, DeclineReason reason, string? note, DateTimeOffset now, int? seen = null, string? toldBy = null)
    {
        if (StrandRules.Find(referral, strandNumber, out var strand) is { } refusal)
            return refusal;
        if (strand.Current is not { } offer || offer.Provider != provider || offer.FactNumber > seen)
            return Refusal.NotOfferedToYou;
        return strand.Stage is Stage.OnOffer
            ? Decision.Of(new Declined(strand.Number, offer.Service, reason, Free.Text(note), toldBy), now)
            : Refusal.AlreadyAccepted;
    }
}
