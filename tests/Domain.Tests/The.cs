using System.Collections.Frozen;
using SinglePointOfReferral.Domain.Audit;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests;

/// <summary>A small town, a person who never was, and one example of each fact.</summary>
public static class The
{
    public static readonly DateTimeOffset Start = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
    public static readonly Reference Reference = Read<Reference>("4821 7739");
    public static readonly Reference OtherReference = Read<Reference>("2222 2224");
    public static readonly OdsCode Surgery = Read<OdsCode>("F81001");
    public static readonly OdsCode EastTeam = Read<OdsCode>("RRT01");
    public static readonly OdsCode WestTeam = Read<OdsCode>("RRT02");
    public static readonly OdsCode Neighbours = Read<OdsCode>("VOL01");
    public static readonly OdsCode HubCode = Read<OdsCode>("SPR01");
    public static readonly Actor Gp = new("amara-okafor", "Dr Amara Okafor", Surgery);

    private static readonly Catchment Middle = new("middle", "The middle", FrozenSet.Create("SS1", "SS2"), [], []);

    /// <summary>Rules that are easily told: the reason, then how soon, decide.</summary>
    public static readonly RuleBook Rules = new(
    [
        new("discharge-to-reablement", new ReasonIs(Flags.Of(Reason.HospitalDischarge)), new(Pathway.Reablement, Urgency.TwoDays), "After a hospital stay, home."),
        new("recovery-to-intermediate-care", new ReasonIs(Flags.Of(Reason.Recovery)), new(Pathway.IntermediateCare, Urgency.TwoDays), "To recover."),
        new("loneliness-to-voluntary-sector", new ReasonIs(Flags.Of(Reason.Loneliness)), new(Pathway.VoluntarySector, Urgency.Routine), "For company."),
        new("high-score", new NumberIn(Scale.News2, 7, 20), new(AskClinician: true, Call999: true), "NEWS2 is 7 or more."),
        new("bleeding-risk", new HasCircumstance(Flags.Of(Circumstance.BloodThinners)), new(Flag: "bleeding-risk", AskClinician: true), "Blood thinners."),
        new("crisis-to-rapid-response", new HowSoonIs(Flags.Of(Urgency.TwoHours)), new(Pathway.RapidResponse, Urgency.TwoHours), "Within two hours."),
        new("company-from-voluntary-sector", new WantsCompany(true), new(Also: new(Pathway.VoluntarySector, Urgency.Routine)), "Company besides."),
        new("decline-in-two-days", new HowSoonIs(Flags.Of(Urgency.TwoDays)), new(Pathway.Reablement, Urgency.TwoDays), "Home first."),
        new("decline-to-reablement", Condition.Always, new(Pathway.Reablement, Urgency.Routine), "Home first."),
    ], "rules-1");

    public static readonly Locality Town = new(
        "example", "Example Town", "directory-1",
        new Hub(HubCode, "Example single point of referral", Read<PhoneNumber>("01632 960 100"), "Hub clinician on duty", Read<PhoneNumber>("07700 900 100")),
        new[]
        {
            new Organisation(Surgery, "Estuary View Surgery", OrganisationKind.GpPractice),
            new Organisation(EastTeam, "Estuary Community Health", OrganisationKind.CommunityProvider),
            new Organisation(WestTeam, "West Community Health", OrganisationKind.CommunityProvider),
            new Organisation(Neighbours, "Southend Neighbours", OrganisationKind.VoluntarySector),
            new Organisation(HubCode, "Example single point of referral", OrganisationKind.Hub),
        }.ToFrozenDictionary(o => o.Code.Text),
        [
            Service("rapid-response-east", "Rapid Response East", EastTeam, Pathway.RapidResponse, 15, "07700 900 101"),
            Service("rapid-response-west", "Rapid Response West", WestTeam, Pathway.RapidResponse, 15, "07700 900 102"),
            Service("reablement-at-home", "Reablement at Home", WestTeam, Pathway.Reablement, 120, "07700 900 103"),
            Service("befriending", "Befriending", Neighbours, Pathway.VoluntarySector, 1440, "07700 900 106"),
        ],
        Rules, FrozenDictionary<string, Place>.Empty, FrozenSet<DateOnly>.Empty)
    {
        GovernanceLead = new("Governance lead", Read<PhoneNumber>("07700 900 190")),
        Clocks = ClockRules.Standard with
        {
            Escalation = ClockRules.Standard.Escalation with
            {
                People = [new("Hub clinician on duty", Read<PhoneNumber>("07700 900 151")), new("Hub manager on call", Read<PhoneNumber>("07700 900 152"))],
            },
        },
    };

    public static readonly ReferralForm Form = new()
    {
        Name = "Edith Example",
        DateOfBirth = "1942-03-09",
        NhsNumber = "999 000 0018",
        Postcode = "SS1 2AB",
        Address = "14 Marine Parade",
        Phone = "01632 960 555",
        Practice = "F81001",
        Reason = "fall",
        HowSoon = "two-hours",
        Purpose = "prevent-admission",
        WhatChanged = "Found on the kitchen floor this morning.",
        WhatMatters = "To stay in my own home.",
        Access = "Key safe by the door.",
        Risks = "A large dog.",
        CallBack = "07700 900 201",
    };

    /// <summary>Every personal text of <see cref="Form"/> in the forms it could leak in.</summary>
    public static readonly string[] Canaries =
    [
        "Edith", "Example\"", "1942-03", "March 1942", "/1942", "9990000018", "999 000 0018", "SS1 2AB", "SS12AB", "Marine Parade", "960555", "960 555", "kitchen floor",
        "own home", "Key safe", "large dog", "900201", "900 201", "Written note",
    ];

    public static readonly Details Details = SubmitReferral.Read(Form, new DateOnly(2026, 3, 3)).Details!;

    public static readonly Submitted Submitted = Submitted.Of(Details);
    public static readonly EmergencyAdvised EmergencyAdvised = new([RedFlag.ChestPain], [], Rules.Version);
    public static readonly Triaged Triaged = new([new(1, Pathway.RapidResponse, Urgency.TwoHours)], Fired("crisis-to-rapid-response"), [], Rules.Version);
    public static readonly Triaged TriagedInTwo = new(
        [new(1, Pathway.RapidResponse, Urgency.TwoHours), new(2, Pathway.VoluntarySector, Urgency.Routine)],
        Fired("crisis-to-rapid-response", "company-from-voluntary-sector"), [], Rules.Version);
    public static readonly MatchFound MatchFound = new([new(OtherReference, SameNhsNumber: true)]);
    public static readonly MatchDecided MatchDecided = new(OtherReference, IsSame: true);
    public static readonly AddedTo AddedTo = new(Details.Story, Details.CallBack, Details.Need);
    public static readonly Merged Merged = new(OtherReference);
    public static readonly MessageSent MessageSent = new("Written note", AnswerWanted: true, To: Side.Service);
    public static readonly AdditionTriaged AdditionTriaged = new(2, [new(2, Pathway.Reablement, Urgency.TwoDays)], Fired("decline-in-two-days"), [], Rules.Version);
    public static readonly Overridden Overridden = new(1, Pathway.Reablement, Urgency.TwoDays, "Written note");
    public static readonly StrandAdded StrandAdded = new(2, Pathway.Reablement, Urgency.TwoDays, AddedBecause.Asked, "Written note");
    public static readonly Offered Offered = new(
        1, "rapid-response-east", EastTeam, Start.AddMinutes(15), Start, [new("rapid-response-west", WhyNot.NameComesLater)], Town.Version);
    public static readonly HandedToHub HandedToHub = new(
        1, "Hub clinician on duty", HandedOverBecause.OutsideEveryCatchment, Start.AddMinutes(30),
        [new("rapid-response-east", WhyNot.OutsideCatchment), new("rapid-response-west", WhyNot.OutsideCatchment)], [], Town.Version);
    public static readonly OfferTakenBack OfferTakenBack = new(1, "rapid-response-east", "Written note");
    public static readonly Accepted Accepted = new(1, "rapid-response-east");
    public static readonly Declined Declined = new(1, "rapid-response-east", DeclineReason.NoCapacity, "Written note");
    public static readonly Lapsed Lapsed = new(1, "rapid-response-east");
    public static readonly Visited Visited = new(1, "Written note");
    public static readonly VisitAttempted VisitAttempted = new(1, NoAccess.NobodyAnswered, "Written note");
    public static readonly VisitExpected VisitExpected = new(1, Start.AddMinutes(90));
    public static readonly ServiceNotReached ServiceNotReached = new(1, "rapid-response-east", 3);
    public static readonly GoalsAgreed GoalsAgreed = new(1, [new("To stay in my own home", 3), new("To cook again")]);
    public static readonly Reviewed Reviewed = new(1, "Written note", [5, null]);
    public static readonly Closed Closed = new(1, Outcome.NoOngoingSupport, "Written note");
    public static readonly SupportExtended SupportExtended = new(1, Start.AddDays(56), "Written note", "Sam Approver");
    public static readonly FollowUpOpened FollowUpOpened = new(1, "91-days", Start.AddDays(91));
    public static readonly FollowedUp FollowedUp = new(1, "91-days", FollowUpResult.AtHome, "Written note");
    public static readonly ClockId TwoHours = new("two-hours", 1, Start);
    public static readonly ClockWarned ClockWarned = new(TwoHours, Start.AddHours(2), "rapid-response-east");
    public static readonly ClockBreached ClockBreached = new(TwoHours, "rapid-response-east");
    public static readonly BreachEscalated BreachEscalated = new(TwoHours, 1);
    public static readonly BreachAcknowledged BreachAcknowledged = new(TwoHours);
    public static readonly BreachExplained BreachExplained = new(TwoHours, LateBecause.Travel, "Written note");
    public static readonly Withdrawn Withdrawn = new(WithdrawReason.NoLongerNeeded, "Written note");
    public static readonly Corrected Corrected = new(
        Details.Person with { Name = "Edith Elder" }, Details.Story, Details.CallBack, Details.Need, ["name"], "Written note");

    public static readonly PersonErased Erased = new(ErasedBecause.Asked, "SS1", HadObjection: false, [new(1, [3, null])]);
    public static readonly Assigned Assigned = new("nadia-rahman", "Nadia Rahman");

    public static readonly SharingObjected SharingObjected = new();
    public static readonly SharingObjectionWithdrawn SharingObjectionWithdrawn = new();

    /// <summary>One of each kind of fact.</summary>
    public static readonly GlassBroken GlassBroken = new(GlassReason.PersonIsWithMe, "Edith is on the floor and I am with her", Start.AddMinutes(60));
    public static readonly GlassReviewed GlassReviewed = new(2, IsJustified: true, "Edith was asked, and agreed");

    public static readonly IReadOnlyList<Fact> OfEachKind =
    [
        Submitted, EmergencyAdvised, Triaged, MatchFound, MatchDecided, AddedTo, Merged, MessageSent, AdditionTriaged, Overridden, StrandAdded, Offered, HandedToHub,
        OfferTakenBack, Accepted, Declined, Lapsed, ServiceNotReached, Visited, VisitAttempted, VisitExpected, GoalsAgreed, Reviewed, Closed, SupportExtended, FollowUpOpened, FollowedUp, ClockWarned, ClockBreached, BreachEscalated, BreachAcknowledged, BreachExplained, Withdrawn,
        Corrected, Assigned, Erased, SharingObjected, SharingObjectionWithdrawn, GlassBroken, GlassReviewed,
    ];

    public static T Read<T>(string text) where T : class, IValue<T> => T.Read(text).Value ?? throw new ArgumentException(T.Read(text).Problem);

    private static Service Service(string id, string name, OdsCode organisation, Pathway pathway, int minutes, string phone) =>
        new(id, name, organisation, pathway, Middle, Read<PhoneNumber>(phone), TimeSpan.FromMinutes(minutes));

    /// <summary>Rules by their ids, as they are recorded.</summary>
    public static IReadOnlyList<FiredRule> Fired(params string[] ids) =>
        [.. Rules.Rules.Where(r => ids.Contains(r.Id)).Select(r => new FiredRule(r.Id, r.Because))];
}
