using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>
/// Offers every strand that waits for an offer to the best service of its kind. A strand for which there is none, or on which a
/// clinician is to decide, goes to the owner at the hub; unless it is for a crisis, the voluntary sector is offered what it can do
/// meanwhile.
/// </summary>
public static class RouteReferral
{
    /// <summary>How long the hub has to find a service by telephone.</summary>
    public static readonly TimeSpan HubFindsWithin = TimeSpan.FromMinutes(30);

    /// <summary>How soon the hub rings whoever was told to call 999: as soon as referrers are contacted in Cornwall ("SPoA / urgent
    /// community response", Cornwall IToCH knowledge base, article 350).</summary>
    public static readonly TimeSpan HubRingsWithin = TimeSpan.FromMinutes(15);

    public static Decision Decide(Referral referral, Locality locality, FreeCapacity free, DateTimeOffset now) =>
        Decide(referral, Case.Of(referral, locality.KindOf(referral.Referrer), now), locality, free, now);

    /// <param name="of">What rules and services may ask of the referral, where its age is not known yet.</param>
    internal static Decision Decide(Referral referral, Case of, Locality locality, FreeCapacity free, DateTimeOffset now)
    {
        if (!referral.IsOpen)
            return Decision.Nothing;
        var routing = new Routing(referral, of, locality, free, now);
        List<Fact> facts = [.. referral.Strands.Where(s => s.Stage is Stage.AwaitingOffer).Select(routing.Place)];
        if (facts.OfType<HandedToHub>().Any(h => IsMetMeanwhile(referral, h)) && routing.Meanwhile() is { } meanwhile)
            facts.AddRange(meanwhile);
        return facts.Count == 0 ? Decision.Nothing : Decision.Of(facts, now);
    }

    /// <summary>Whether the voluntary sector may help while the hub looks for a service: once, and never instead of a crisis service.</summary>
    private static bool IsMetMeanwhile(Referral referral, HandedToHub handed) =>
        handed.Because is not HandedOverBecause.ClinicianDecides
        && referral.Strand(handed.Strand) is { Urgency: not Urgency.TwoHours, Pathway: not (Pathway.VoluntarySector or Pathway.Advice) }
        && referral.Strands.All(s => s.Pathway is not Pathway.VoluntarySector);

    private sealed record Routing(Referral Referral, Case Case, Locality Locality, FreeCapacity Free, DateTimeOffset Now)
    {
        private readonly Whereabouts where = Whereabouts.Of(Referral.Details.Person.Postcode, Referral.Details.Need.Practice);

        public Fact Place(Strand strand)
        {
            if (strand.AskClinician)
                return HandToHub(strand, HandedOverBecause.ClinicianDecides, []);
            var comparison = Compare(strand.Pathway, NextActions.SeeBy(strand), strand);
            return comparison.Chosen is { } chosen
                ? Offer(strand.Number, chosen, comparison.PassedOver)
                : HandToHub(strand, WhyHub(strand, comparison.PassedOver), comparison.PassedOver);
        }

        /// <summary>A strand of the voluntary sector, where one of its services fits.</summary>
        public IEnumerable<Fact>? Meanwhile()
        {
            var comparison = Compare(Pathway.VoluntarySector, NextActions.SeeBy(Now, Urgency.Routine), null);
            return comparison.Chosen is not { } chosen ? null :
            [
                new StrandAdded(Referral.NextStrand, Pathway.VoluntarySector, Urgency.Routine, AddedBecause.VoluntarySectorMeanwhile),
                Offer(Referral.NextStrand, chosen, comparison.PassedOver),
            ];
        }

        private Comparison Compare(Pathway pathway, DateTimeOffset seeBy, Strand? strand) => CompareServices.For(
            new Wanted(pathway, Case, where, seeBy), Locality, Free, Now,
            strand is null || strand.Offers.IsEmpty ? null : id => strand.Offers.Any(o => o.Service == id && !o.WasTakenBack));

        private Offered Offer(int strand, Chosen chosen, IReadOnlyList<PassedOver> passedOver) => new(
            strand, chosen.Service.Id, chosen.Service.Organisation, chosen.Takes + chosen.Service.AnswerWithin, chosen.Starts, passedOver, Locality.Version,
            chosen.Free, chosen.Kilometres is { } kilometres ? Math.Round(kilometres, 1) : null,
            LongestStayDays: chosen.Service.LongestStay?.Days);

        private HandedToHub HandToHub(Strand strand, HandedOverBecause because, IReadOnlyList<PassedOver> passedOver) => new(
            strand.Number, Locality.Hub.Owner, because,
            Now + (because is HandedOverBecause.ClinicianDecides && Referral.IsEmergency ? HubRingsWithin : HubFindsWithin),
            passedOver, Alternatives(strand), Locality.Version);

        /// <summary>What the voluntary sector has for the person.</summary>
        private IReadOnlyList<string> Alternatives(Strand strand)
        {
            if (strand.Pathway is Pathway.VoluntarySector)
                return [];
            var comparison = Compare(Pathway.VoluntarySector, NextActions.SeeBy(Now, Urgency.Routine), null);
            var fits = comparison.PassedOver.Where(p => p.Because >= WhyNot.StartsLater).Select(p => p.Service);
            return comparison.Chosen is { } chosen ? [chosen.Service.Id, .. fits] : [];
        }

        private static HandedOverBecause WhyHub(Strand strand, IReadOnlyList<PassedOver> passedOver)
        {
            var inReach = passedOver.Where(p => p.Because is not WhyNot.OutsideCatchment).Select(p => p.Because).ToHashSet();
            return passedOver.Count == 0 ? HandedOverBecause.NoServiceOfThatKind
                : inReach.Count == 0 ? HandedOverBecause.OutsideEveryCatchment
                : inReach.Contains(WhyNot.Full) || strand.WantsCapacity ? HandedOverBecause.NoCapacity
                : inReach.Contains(WhyNot.HadItBefore) ? HandedOverBecause.EveryServiceTried
                : inReach.Overlaps([WhyNot.Closed, WhyNot.PastCutOff]) ? HandedOverBecause.NothingOpen
                : HandedOverBecause.NotEligible;
        }
    }
}
