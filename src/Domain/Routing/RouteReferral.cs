using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Triage;

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
        Decide(referral, strand => Case.Of(referral, strand, locality, now), locality, free, now);

    /// <param name="of">What services may ask of a strand.</param>
    internal static Decision Decide(Referral referral, Func<Strand, Case> of, Locality locality, FreeCapacity free, DateTimeOffset now)
    {
        if (!referral.IsOpen)
            return Decision.Nothing;
        var routing = new Routing(referral, of, locality, free, now);
        List<Fact> facts = [.. referral.Strands.Where(s => s.Stage is Stage.AwaitingOffer).Select(routing.Place)];
        if (facts.OfType<HandedToHub>().FirstOrDefault(h => IsMetMeanwhile(referral, h)) is { } handed && routing.Meanwhile(referral.Strand(handed.Strand)!) is { } meanwhile)
            facts.AddRange(meanwhile);
        return facts.Count == 0 ? Decision.Nothing : Decision.Of(facts, now);
    }

    /// <summary>Whether the voluntary sector may help while the hub looks for a service: once, never instead of a crisis service, and not where the person objects.</summary>
    private static bool IsMetMeanwhile(Referral referral, HandedToHub handed) =>
        !referral.ObjectsToSharing && handed.Because is not HandedOverBecause.ClinicianDecides
        && referral.Strand(handed.Strand) is { Urgency: not Urgency.TwoHours, Pathway: not (Pathway.VoluntarySector or Pathway.Advice) }
        && referral.Strands.All(s => s.Pathway is not Pathway.VoluntarySector);

    private sealed record Routing(Referral Referral, Func<Strand, Case> Case, Locality Locality, FreeCapacity Free, DateTimeOffset Now)
    {
        private readonly Whereabouts where = Whereabouts.Of(Referral.Details.Person.Postcode, Referral.Details.Need.Practice);

        public Fact Place(Strand strand)
        {
            var comparison = Compare(strand, strand.Pathway, ReferralClocks.SeeBy(strand, Locality), strand.Offers.IsEmpty ? null : strand.WasOfferedTo);
            return strand.AskClinician ? HandToHub(strand, HandedOverBecause.ClinicianDecides, comparison, Fits(comparison))
                : comparison.Chosen is { } chosen ? Offer(strand.Number, chosen, comparison.PassedOver)
                : HandToHub(strand, WhyHub(strand, comparison.PassedOver), comparison, Alternatives(strand));
        }

        /// <summary>A strand of the voluntary sector, where one of its services fits.</summary>
        public IEnumerable<Fact>? Meanwhile(Strand strand)
        {
            var comparison = Compare(strand, Pathway.VoluntarySector, ReferralClocks.SeeBy(Pathway.VoluntarySector, Urgency.Routine, Now, Locality));
            return comparison.Chosen is not { } chosen ? null :
            [
                new StrandAdded(Referral.NextStrand, Pathway.VoluntarySector, Urgency.Routine, AddedBecause.VoluntarySectorMeanwhile),
                Offer(Referral.NextStrand, chosen, comparison.PassedOver),
            ];
        }

        private Comparison Compare(Strand strand, Pathway pathway, DateTimeOffset seeBy, Func<string, bool>? hadItBefore = null) =>
            CompareServices.For(new Wanted(pathway, Case(strand), where, seeBy, pathway == strand.Pathway && strand.Urgency is Urgency.TwoHours), Locality, Free, Now, hadItBefore);

        private Offered Offer(int strand, Chosen chosen, IReadOnlyList<PassedOver> passedOver) => new(
            strand, chosen.Service.Id, chosen.Service.Organisation, chosen.Takes + chosen.Service.AnswerWithin, chosen.Starts, passedOver, Locality.Version,
            chosen.Free, chosen.Kilometres is { } kilometres ? Math.Round(kilometres, 1) : null,
            LongestStayDays: chosen.Service.LongestStay?.Days);

        private HandedToHub HandToHub(Strand strand, HandedOverBecause because, Comparison comparison, IReadOnlyList<string> alternatives) => new(
            strand.Number, Locality.Hub.Owner, because,
            Now + (because is HandedOverBecause.ClinicianDecides && Referral.IsEmergency ? HubRingsWithin : HubFindsWithin),
            comparison.PassedOver, alternatives, Locality.Version);

        /// <summary>What the voluntary sector has for the person.</summary>
        private IReadOnlyList<string> Alternatives(Strand strand) => strand.Pathway is Pathway.VoluntarySector ? []
            : Fits(Compare(strand, Pathway.VoluntarySector, ReferralClocks.SeeBy(Pathway.VoluntarySector, Urgency.Routine, Now, Locality)));

        /// <summary>Every service that fits, the best first.</summary>
        private static IReadOnlyList<string> Fits(Comparison comparison) => comparison.Chosen is not { } chosen ? []
            : [chosen.Service.Id, .. comparison.PassedOver.Where(p => p.Because >= WhyNot.StartsLater).Select(p => p.Service)];

        private static HandedOverBecause WhyHub(Strand strand, IReadOnlyList<PassedOver> passedOver)
        {
            var inReach = passedOver.Where(p => p.Because is not WhyNot.OutsideCatchment).Select(p => p.Because).ToHashSet();
            return strand.Pathway is Pathway.Advice && passedOver.Count == 0 ? HandedOverBecause.AdviceWanted
                : passedOver.Count == 0 ? HandedOverBecause.NoServiceOfThatKind
                : inReach.Count == 0 ? HandedOverBecause.OutsideEveryCatchment
                : inReach.Contains(WhyNot.Full) || strand.WantsCapacity || passedOver.Any(p => p.Closure?.Because is ClosedBecause.Full) ? HandedOverBecause.NoCapacity
                : inReach.Contains(WhyNot.HadItBefore) ? HandedOverBecause.EveryServiceTried
                : inReach.Overlaps([WhyNot.Closed, WhyNot.PastCutOff, WhyNot.ClosedToNew]) ? HandedOverBecause.NothingOpen
                : HandedOverBecause.NotEligible;
        }
    }
}
