using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>A service that covers the person and takes no referrals now.</summary>
/// <param name="Takes">When it next does; null when not within a fortnight.</param>
/// <param name="Because">Why it is closed to new referrals for a while; null where its hours say so.</param>
public sealed record ClosedNow(Service Service, Openness Openness, DateTimeOffset? Takes, ClosedBecause? Because = null);

/// <summary>What would become of one strand: one of the two.</summary>
/// <param name="Closed">The services of its kind that take nobody now.</param>
public sealed record PreviewedStrand(Pathway Pathway, Urgency Urgency, Offered? Offer, HandedToHub? WithHub, IReadOnlyList<ClosedNow> Closed);

/// <summary>What would become of a referral.</summary>
public sealed record Preview(Verdict Verdict, EmergencyAdvised? Emergency, IReadOnlyList<PreviewedStrand> Strands);

/// <summary>
/// What would happen if the form were sent now: the decisions themselves are taken, on the referral that it would make as far as it is
/// filled in, and nothing of it is recorded.
/// </summary>
public static class PreviewReferral
{
    /// <summary>The number of a referral that is not there.</summary>
    private static readonly Reference None = Reference.Read("0000 0000").Value!;

    /// <param name="referrer">The organisation that is about to refer.</param>
    public static Preview Of(Glimpse glimpse, OdsCode referrer, Locality locality, FreeCapacity free, DateTimeOffset now)
    {
        var of = Case.Of(glimpse.Need, glimpse.DateOfBirth, locality.KindOf(referrer), now);
        var verdict = locality.Rules.Judge(of);
        var emergency = AdviseEmergency.Of(verdict, locality.Rules.Version);
        var triaged = new Triaged(verdict.Strands(), verdict.Record(), [.. verdict.Flags], locality.Rules.Version);
        var referral = After(Begun(glimpse, referrer, locality, now), emergency is null ? [triaged] : [emergency, triaged], now);
        var facts = RouteReferral.Decide(referral, _ => of, locality, free, now).Facts.Select(f => f.Fact).ToList();
        return new Preview(verdict, emergency, [.. After(referral, facts, now).Strands.Select(Previewed)]);

        PreviewedStrand Previewed(Strand strand) => new(
            strand.Pathway, strand.Urgency, facts.OfType<Offered>().FirstOrDefault(o => o.Strand == strand.Number),
            facts.OfType<HandedToHub>().FirstOrDefault(h => h.Strand == strand.Number), [.. Closed(strand.Number)]);

        // Whoever could help this person, and takes nobody now.
        IEnumerable<ClosedNow> Closed(int strand)
        {
            var moment = locality.Moment(now);
            var passedOver = facts.SelectMany(f => f switch { Offered o when o.Strand == strand => o.PassedOver, HandedToHub h when h.Strand == strand => h.PassedOver, _ => [] });
            var chosen = facts.OfType<Offered>().Where(o => o.Strand == strand).Select(o => o.Service);
            var could = passedOver.Where(p => p.Because is WhyNot.Closed or WhyNot.PastCutOff or WhyNot.ClosedToNew or WhyNot.StartsLater).Select(p => p.Service);
            foreach (var service in chosen.Concat(could).Select(id => locality.Service(id)!))
            {
                if (free.ClosureOf(service, now) is { } closure)
                    yield return new(service, Openness.Closed, CloseService.Reopens(service, closure, locality), closure.Because);
                else if (service.Hours.At(moment) is var openness and not Openness.TakesReferrals)
                    yield return new(service, openness, service.Hours.NextTaking(moment));
            }
        }
    }

    private static Referral Begun(Glimpse glimpse, OdsCode referrer, Locality locality, DateTimeOffset now)
    {
        var person = new Person(glimpse.Name ?? "", glimpse.DateOfBirth, glimpse.Postcode, glimpse.NhsNumber);
        return new(None, new(person, new(""), locality.Hub.Phone, glimpse.Need), Actor.System, referrer, now, Version: 1);
    }

    private static Referral After(Referral referral, IEnumerable<Fact> facts, DateTimeOffset now) =>
        facts.Aggregate(referral, (r, fact) => r.With(new(r.Version + 1, now, now, Actor.System, null, fact)));
}
