using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>A provider takes a strand that is on offer to it.</summary>
public static class AcceptOffer
{
    public static Decision Decide(Referral referral, int strandNumber, OdsCode provider, DateTimeOffset now)
    {
        if (StrandRules.Find(referral, strandNumber, out var strand) is { } refusal)
            return refusal;
        if (strand.Current is not { } offer || offer.Provider != provider)
            return strand.Offers.Any(o => o.Provider == provider && o.AnswerBy <= now) ? Refusal.OfferLapsed : Refusal.NotOfferedToYou;
        return strand.Stage is Stage.OnOffer
            ? Decision.Of(new Accepted(strand.Number, offer.Service), now)
            : Decision.Nothing;
    }
}
