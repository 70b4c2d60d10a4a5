using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>A hub clinician offers a strand to a service of their choice, with a reason.</summary>
public static class OfferByHand
{
    public static Decision Decide(Referral referral, int strandNumber, string serviceId, string reason, Locality locality, DateTimeOffset now)
    {
        if (StrandRules.Find(referral, strandNumber, out var strand) is { } refusal)
            return refusal;
        if (strand.Stage is Stage.OnOffer && strand.Offers[^1].Service == serviceId)
            return Decision.Nothing;
        if (strand.Stage is not (Stage.AwaitingOffer or Stage.WithHub))
            return Refusal.OfferStillOpen;
        if (string.IsNullOrWhiteSpace(reason))
            return Refusal.ReasonMissing;
        return locality.Service(serviceId) is { } service
            ? Decision.Of(new Offered(strand.Number, service.Id, service.Organisation, now + service.AnswerWithin, [], reason.Trim()), now)
            : Refusal.NoSuchService;
    }
}
