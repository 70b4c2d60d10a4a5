using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests;

/// <summary>A small town, a person who never was, and one example of each fact.</summary>
public static class The
{
    public static readonly DateTimeOffset Start = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
    public static readonly Reference Reference = Read<Reference>("4821 7739");
    public static readonly OdsCode Surgery = Read<OdsCode>("F81001");
    public static readonly OdsCode EastTeam = Read<OdsCode>("RRT01");
    public static readonly OdsCode WestTeam = Read<OdsCode>("RRT02");
    public static readonly OdsCode Neighbours = Read<OdsCode>("VOL01");
    public static readonly OdsCode HubCode = Read<OdsCode>("SPR01");
    public static readonly Actor Gp = new("amara-okafor", "Dr Amara Okafor", Surgery);

    public static readonly Locality Town = new(
        "example", "Example Town",
        new Hub(HubCode, "Example single point of referral", Read<PhoneNumber>("01632 960 100"), "Hub clinician on duty"),
        new[]
        {
            new Organisation(Surgery, "Estuary View Surgery", OrganisationKind.GpPractice),
            new Organisation(EastTeam, "Estuary Community Health", OrganisationKind.CommunityProvider),
            new Organisation(WestTeam, "West Community Health", OrganisationKind.CommunityProvider),
            new Organisation(Neighbours, "Southend Neighbours", OrganisationKind.VoluntarySector),
            new Organisation(HubCode, "Example single point of referral", OrganisationKind.Hub),
        }.ToDictionary(o => o.Code.Text),
        [
            Service("rapid-response-east", "Rapid Response East", EastTeam, Pathway.RapidResponse, 15, "07700 900 101"),
            Service("rapid-response-west", "Rapid Response West", WestTeam, Pathway.RapidResponse, 15, "07700 900 102"),
            Service("reablement-at-home", "Reablement at Home", WestTeam, Pathway.Reablement, 120, "07700 900 103"),
            Service("befriending", "Befriending", Neighbours, Pathway.VoluntarySector, 1440, "07700 900 106"),
        ]);

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
        "Edith", "Example\"", "1942", "9990000018", "999 000 0018", "SS1 2AB", "SS12AB", "Marine Parade", "960555", "960 555", "kitchen floor",
        "own home", "Key safe", "large dog", "900201", "900 201", "Written note",
    ];

    public static readonly Details Details = SubmitReferral.Read(Form, new DateOnly(2026, 3, 3)).Details!;

    public static readonly Submitted Submitted = Submitted.Of(Details);
    public static readonly Triaged Triaged = new([new(1, Pathway.RapidResponse, Urgency.TwoHours)], ["crisis-to-rapid-response"]);
    public static readonly Triaged TriagedInTwo = new(
        [new(1, Pathway.RapidResponse, Urgency.TwoHours), new(2, Pathway.VoluntarySector, Urgency.Routine)],
        ["crisis-to-rapid-response", "company-from-voluntary-sector"]);
    public static readonly Offered Offered = new(1, "rapid-response-east", EastTeam, Start.AddMinutes(15), []);
    public static readonly HandedToHub HandedToHub = new(
        1, "Hub clinician on duty", HandedOverBecause.OutsideEveryCatchment, Start.AddMinutes(30), [new("rapid-response-east", "outside-catchment")]);
    public static readonly Accepted Accepted = new(1, "rapid-response-east");
    public static readonly Declined Declined = new(1, "rapid-response-east", DeclineReason.NoCapacity, "Written note");
    public static readonly Lapsed Lapsed = new(1, "rapid-response-east");
    public static readonly Visited Visited = new(1, "Written note");
    public static readonly Closed Closed = new(1, Outcome.NoOngoingSupport, "Written note");
    public static readonly Withdrawn Withdrawn = new(WithdrawReason.NoLongerNeeded, "Written note");
    public static readonly Corrected Corrected = new(
        Details.Person with { Name = "Edith Elder" }, Details.Story, Details.CallBack, Details.Need, ["name"], "Written note");

    /// <summary>One of each kind of fact.</summary>
    public static readonly IReadOnlyList<Fact> OfEachKind =
        [Submitted, Triaged, Offered, HandedToHub, Accepted, Declined, Lapsed, Visited, Closed, Withdrawn, Corrected];

    public static T Read<T>(string text) where T : class, IValue<T> => T.Read(text).Value ?? throw new ArgumentException(T.Read(text).Problem);

    private static Service Service(string id, string name, OdsCode organisation, Pathway pathway, int minutes, string phone) =>
        new(id, name, organisation, pathway, new HashSet<string> { "SS1", "SS2" }, Read<PhoneNumber>(phone), TimeSpan.FromMinutes(minutes));
}
