using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>A hub clinician offers a strand to a service of their choice, with a reason.</summary>
public static class OfferByHand
{
    public static Decision Decide(Referral referral, int strandNumber, string serviceId, string reason, Locality locality, DateTimeOffset now)
    {
        if (StrandRules.Find(referral, strandNumber, out var strand) is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(reason))
            return Refusal.ReasonMissing;
        if (locality.Service(serviceId) is not { } service)
            return Refusal.NoSuchService;
        return strand.Stage switch
        {
            Stage.OnOffer when strand.Offers[^1].Service == serviceId => Decision.Nothing,
            Stage.AwaitingOffer or Stage.WithHub => Decision.Of(
                new Offered(strand.Number, service.Id, service.Organisation, now + service.AnswerWithin, [], reason.Trim()), now),
            _ => Refusal.OfferStillOpen,
        };
    }
}
