using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>Whom the hub can ring about a strand that it has: the services of the kind that cover the person, then what else was found
/// for them.</summary>
public static class WhomToRing
{
    public static IEnumerable<Service> About(Referral referral, Strand strand, IEnumerable<Recorded> facts, Locality locality)
    {
        if (strand.Stage is not Stage.WithHub)
            return [];
        var where = Whereabouts.Of(referral.Details.Person.Postcode, referral.Details.Need.Practice);
        var handed = facts.Select(f => f.Fact).OfType<HandedToHub>().LastOrDefault(h => h.Strand == strand.Number);
        return locality.OfKind(strand.Pathway).Where(s => s.Catchment.Covers(where))
            .Concat((handed?.Alternatives ?? []).Select(locality.Service).OfType<Service>()).DistinctBy(s => s.Id);
    }
}
