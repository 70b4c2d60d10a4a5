using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>A provider takes a strand that is on offer to it.</summary>
public static class AcceptOffer
{
    /// <param name="seen">The version of the referral that the provider was looking at, where that is known: an offer made later is not
    /// the one that they answer.</param>
    public static Decision Decide(Referral referral, int strandNumber, OdsCode provider, DateTimeOffset now, int? seen = null)
    {
        if (StrandRules.Find(referral, strandNumber, out var strand) is { } refusal)
            return refusal;
        if (strand.Current is not { } offer || offer.Provider != provider || offer.FactNumber > seen)
            return strand.Offers.Any(o => o.Provider == provider && o.AnswerBy <= now) ? Refusal.OfferLapsed : Refusal.NotOfferedToYou;
        return strand.Stage is Stage.OnOffer
            ? Decision.Of(new Accepted(strand.Number, offer.Service), now)
            : Decision.Nothing;
    }
}
