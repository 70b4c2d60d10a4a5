using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>
/// Offers every strand that waits for an offer to the first service of its kind that covers the person's postcode district and
/// has not had it before; a strand for which there is none goes to the owner at the hub.
/// </summary>
public static class RouteReferral
{
    /// <summary>How long the hub has to find a service by telephone.</summary>
    public static readonly TimeSpan HubFindsWithin = TimeSpan.FromMinutes(30);

    public static Decision Decide(Referral referral, Locality locality, DateTimeOffset now)
    {
        if (!referral.IsOpen)
            return Decision.Nothing;
        var waiting = referral.Strands.Where(s => s.Stage is Stage.AwaitingOffer).Select(s => Place(referral, s, locality, now)).ToList();
        return waiting.Count == 0 ? Decision.Nothing : Decision.Of(waiting, now);
    }

    private static Fact Place(Referral referral, Strand strand, Locality locality, DateTimeOffset now)
    {
        var district = referral.Details.Person.Postcode.District;
        var kind = locality.Services.Where(s => s.Pathway == strand.Pathway).OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
        var passed = new List<PassedOver>();
        foreach (var service in kind)
        {
            var because = WhyNot(service, strand, district);
            if (because is null)
                return new Offered(strand.Number, service.Id, service.Organisation, now + service.AnswerWithin, passed);
            passed.Add(new(service.Id, because));
        }
        var reason = kind.Count == 0 ? HandedOverBecause.NoServiceOfThatKind
            : kind.Any(s => s.Districts.Contains(district)) ? HandedOverBecause.EveryServiceTried
            : HandedOverBecause.OutsideEveryCatchment;
        return new HandedToHub(strand.Number, locality.Hub.Owner, reason, now + HubFindsWithin, passed);
    }

    private static string? WhyNot(Service service, Strand strand, string district) =>
        !service.Districts.Contains(district) ? "outside-catchment"
        : strand.Offers.Any(o => o.Service == service.Id) ? "had-it-before"
        : null;
}
