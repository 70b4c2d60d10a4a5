using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>
/// A provider takes a strand that is on offer to it. Where the service has no place left, that is recorded as declined for want of
/// capacity, so that the strand moves on at once.
/// </summary>
public static class AcceptOffer
{
    /// <param name="seen">The version of the referral that the provider was looking at, where that is known: an offer made later is not
    /// the one that they answer.</param>
    /// <param name="isFull">A place was looked for and none was found.</param>
    /// <param name="toldBy">Who said so on the telephone to the hub.</param>
    public static Decision Decide(Referral referral, int strandNumber, OdsCode provider, DateTimeOffset now, int? seen = null, bool isFull = false, string? toldBy = null)
    {
        if (StrandRules.Find(referral, strandNumber, out var strand) is { } refusal)
            return refusal;
        if (strand.Current is not { } offer || offer.Provider != provider || offer.FactNumber > seen)
            return strand.Offers.Any(o => o.Provider == provider && o.AnswerBy <= now) ? Refusal.OfferLapsed : Refusal.NotOfferedToYou;
        return strand.Stage is not Stage.OnOffer ? Decision.Nothing
            : isFull ? Decision.Of(new Declined(strand.Number, offer.Service, DeclineReason.NoCapacity, ToldBy: toldBy), now)
            : Decision.Of(new Accepted(strand.Number, offer.Service, toldBy), now);
    }

    /// <summary>What the provider is told of what was recorded.</summary>
    public static Decision Told(Decision recorded) => recorded.Facts.Any(f => f.Fact is Declined) ? Refusal.Full : recorded;
}
