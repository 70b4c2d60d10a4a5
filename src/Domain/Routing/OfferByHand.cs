using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>A hub clinician offers a strand to a service of their choice, with a reason, and takes it back from the one that has it;
/// until a service has seen the person. They know of it by telephone, so it is to be answered whether or not the service is open.</summary>
public static class OfferByHand
{
    public static Decision Decide(Referral referral, int strandNumber, string serviceId, string? reason, Locality locality, DateTimeOffset now)
    {
        if (StrandRules.Find(referral, strandNumber, out var strand) is { } refusal)
            return refusal;
        if (strand.Current is { } current && current.Service == serviceId)
            return Decision.Nothing;
        if (strand.Stage is Stage.Visited)
            return Refusal.BeingSupported;
        if (Free.Text(reason) is not { } because)
            return Refusal.ReasonMissing;
        if (locality.Service(serviceId) is not { } service)
            return Refusal.NoSuchService;
        var takes = service.Hours.NextTaking(locality.Moment(now)) ?? now;
        var offered = new Offered(
            strand.Number, service.Id, service.Organisation, now + service.AnswerWithin, takes + service.StartsWithin, [], locality.Version, Reason: because,
            LongestStayDays: service.LongestStay?.Days);
        return Decision.Of([.. TakeBack(strand, because), offered], now);
    }

    /// <summary>The offer in force, taken back; nothing where there is none.</summary>
    internal static IEnumerable<Fact> TakeBack(Strand strand, string because) =>
        strand.Current is { } current ? [new OfferTakenBack(strand.Number, current.Service, because)] : [];
}
