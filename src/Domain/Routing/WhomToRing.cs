using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>Whom the hub can ring about a strand that it has: of its kind who was found to fit, the best first, then the others that
/// cover the person, then what else was found for them.</summary>
public static class WhomToRing
{
    public static IEnumerable<Service> About(Referral referral, Strand strand, IEnumerable<Recorded> facts, Locality locality)
    {
        if (strand.Stage is not Stage.WithHub)
            return [];
        var where = Whereabouts.Of(referral.Details.Person.Postcode, referral.Details.Need.Practice);
        var handed = facts.Select(f => f.Fact).OfType<HandedToHub>().LastOrDefault(h => h.Strand == strand.Number);
        var found = (handed?.Alternatives ?? []).Select(locality.Service).OfType<Service>().ToList();
        return found.Where(s => s.Pathway == strand.Pathway).Concat(locality.OfKind(strand.Pathway).Where(s => s.Catchment.Covers(where))).Concat(found).DistinctBy(s => s.Id);
    }
}
