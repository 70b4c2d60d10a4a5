using System.Collections.Frozen;
using System.Collections.Immutable;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Tests.Routing;

/// <summary>Why a service is not chosen: each reason, as what is different about the service that it is told of.</summary>
public sealed class CompareServicesTests
{
    private static readonly OpeningHours DayTime = Daily(new OpenPeriod(8 * 60, 20 * 60, 18 * 60));
    private static readonly Service Middle = The.Town.Services[0] with { Id = "middle", Name = "Middle", Hours = DayTime, Place = new(51.5, 0.7) };
    private static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);

    private sealed record Example(WhyNot Because, Service Other, DateTimeOffset? At = null, int? Free = null, bool HadItBefore = false, DateTimeOffset? ClosedUntil = null);

    private static readonly Example[] Examples =
    [
        new(WhyNot.OutsideCatchment, Middle with { Catchment = Covering("SS9") }),
        new(WhyNot.ReferrerNotPermitted, Middle with { Referrers = Flags.Of(OrganisationKind.Hospital, OrganisationKind.Police) }),
        new(WhyNot.Age, Middle with { MinimumAge = 85 }),
        new(WhyNot.Age, Middle with { MaximumAge = 83 }),
        new(WhyNot.PurposeNotServed, Middle with { Purposes = Flags.Of(Purpose.SupportDischarge) }),
        new(WhyNot.NotEligible, Middle with { Eligibility = new ReasonIs(Flags.Of(Reason.Catheter)) }),
        new(WhyNot.HadItBefore, Middle, HadItBefore: true),
        new(WhyNot.Closed, Middle with { Hours = Daily() }),
        new(WhyNot.Closed, Middle with { Hours = Daily(new OpenPeriod(12 * 60, 20 * 60, 20 * 60)), WhenClosed = WhenClosed.Wait }),
        new(WhyNot.Closed, Middle with { Hours = Daily(new OpenPeriod(10 * 60, 20 * 60, 20 * 60)), WhenClosed = WhenClosed.PassOver }),
        new(WhyNot.Closed, Middle with { Hours = DayTime with { ClosedOn = [new(new(2026, 3, 2), new(2026, 3, 15))] } }),
        new(WhyNot.PastCutOff, Middle with { Hours = Daily(new OpenPeriod(0, 20 * 60, 9 * 60)) }),
        new(WhyNot.ClosedToNew, Middle, ClosedUntil: Tuesday.AddHours(3)),
        new(WhyNot.ClosedToNew, Middle with { WhenClosed = WhenClosed.PassOver }, ClosedUntil: Tuesday.AddMinutes(1)),
        new(WhyNot.StartsLater, Middle with { WhenClosed = WhenClosed.Wait }, ClosedUntil: Tuesday.AddHours(1)),
        new(WhyNot.NameComesLater, Middle with { Name = "Muddle" }, ClosedUntil: Tuesday),
        new(WhyNot.Full, Middle with { Capacity = new(CapacityUnit.Slots, 20) }, Free: 0),
        new(WhyNot.Full, Middle with { Capacity = new(CapacityUnit.Beds, 0) }),
        new(WhyNot.StartsLater, Middle with { StartsWithin = TimeSpan.FromMinutes(1) }),
        new(WhyNot.StartsLater, Middle with { Hours = Daily(new OpenPeriod(10 * 60, 20 * 60, 20 * 60)), WhenClosed = WhenClosed.Wait }),
        new(WhyNot.HasLessFree, Middle with { Capacity = new(CapacityUnit.VisitsADay, 30) }),
        new(WhyNot.IsFurtherAway, Middle with { Place = new(51.6, 0.7) }),
        new(WhyNot.IsFurtherAway, Middle with { Place = null }),
        new(WhyNot.NameComesLater, Middle with { Name = "Muddle" }),
    ];

    public static TheoryData<int, WhyNot> Numbered()
    {
        var numbered = new TheoryData<int, WhyNot>();
        foreach (var (i, example) in Examples.Index())
            numbered.Add(i, example.Because);
        return numbered;
    }

    [Theory]
    [MemberData(nameof(Numbered))]
    public void The_exact_reason_is_told(int number, WhyNot because)
    {
        var example = Examples[number];
        var comparison = Compare(example, Middle, example.Other with { Id = "other" });
        Assert.Equal("middle", comparison.Chosen?.Service.Id);
        var closure = because is WhyNot.ClosedToNew ? new Closure(example.ClosedUntil!.Value, ClosedBecause.StaffIll) : null;
        Assert.Equal([new PassedOver("other", because, closure)], comparison.PassedOver);
    }

    [Fact]
    public void Every_reason_has_an_example() => Assert.Empty(Enum.GetValues<WhyNot>().Except(Examples.Select(e => e.Because)));

    [Fact]
    public void A_service_that_opens_in_time_is_waited_for_and_answers_from_then()
    {
        var opensAtTen = Middle with { Hours = Daily(new OpenPeriod(10 * 60, 20 * 60, 20 * 60)), StartsWithin = TimeSpan.FromMinutes(30) };
        var chosen = Compare(new(WhyNot.Closed, Middle), opensAtTen).Chosen!;
        Assert.Equal((Tuesday.AddHours(1), Tuesday.AddMinutes(90)), (chosen.Takes, chosen.Starts));

        var offered = Assert.IsType<Offered>(Assert.Single(
            Given.Facts(The.Submitted, The.Triaged).When((r, now) => RouteReferral.Decide(r, Town(opensAtTen), FreeCapacity.Untouched, now)).Decision.Facts).Fact);
        Assert.Equal(Tuesday.AddHours(1) + opensAtTen.AnswerWithin, offered.AnswerBy);
    }

    [Fact]
    public void What_a_service_starts_on_another_day_needs_a_place_of_that_day()
    {
        var evening = Tuesday.AddHours(11);
        var opensTomorrow = Middle with { Hours = Daily(new OpenPeriod(8 * 60, 20 * 60, 20 * 60)), Capacity = new(CapacityUnit.VisitsADay, 16) };
        var wanted = new Wanted(
            Pathway.RapidResponse, Case.Of(The.Details.Need, new DateOnly(1942, 1, 1), OrganisationKind.GpPractice, evening), new("SS1", "SS1 2", null), evening.AddDays(2));
        var (today, tomorrow) = (DateOnly.FromDateTime(Tuesday.DateTime), DateOnly.FromDateTime(Tuesday.AddDays(1).DateTime));
        Assert.Equal((evening.AddHours(12), 16), On((today, 0)) is { } chosen ? (chosen.Starts, chosen.Free) : default);
        Assert.Equal(3, On((today, 16), (tomorrow, 3))?.Free);
        Assert.Null(On((today, 16), (tomorrow, 0)));

        Chosen? On(params (DateOnly Day, int Free)[] days) => CompareServices.For(
            wanted, Town(opensTomorrow), new(FrozenDictionary<string, int>.Empty) { OnDays = days.ToFrozenDictionary(d => (opensTomorrow.Id, d.Day), d => d.Free) }, evening).Chosen;
    }

    [Fact]
    public void In_a_crisis_a_service_that_opens_in_time_and_comes_too_late_is_not_waited_for()
    {
        var opensAtTen = Middle with { Hours = Daily(new OpenPeriod(10 * 60, 20 * 60, 20 * 60)), StartsWithin = TimeSpan.FromMinutes(90) };
        HandedOver(HandedOverBecause.NothingOpen, The.Triaged, opensAtTen);
        var inTwoDays = The.Triaged with { Strands = [new(1, Pathway.RapidResponse, Urgency.TwoDays)] };
        Assert.IsType<Offered>(Assert.Single(
            Given.Facts(The.Submitted, inTwoDays).When((r, now) => RouteReferral.Decide(r, Town(opensAtTen), FreeCapacity.Untouched, now)).Decision.Facts).Fact);
    }

    [Fact]
    public void Once_the_time_to_be_seen_is_over_a_service_that_is_open_is_still_offered_it() =>
        Assert.Equal("middle", Compare(new(WhyNot.Closed, Middle, At: Tuesday.AddHours(5)), Middle).Chosen?.Service.Id);

    [Fact]
    public void The_list_of_a_practice_counts_as_living_in_the_catchment() =>
        Assert.NotNull(Compare(new(WhyNot.OutsideCatchment, Middle), Middle with { Catchment = new("p", "P", [], [], FrozenSet.Create("F81001")) }).Chosen);

    [Fact]
    public void A_sector_is_part_of_a_district()
    {
        Assert.NotNull(Compare(new(WhyNot.OutsideCatchment, Middle), Middle with { Catchment = new("s", "S", [], FrozenSet.Create("SS1 2"), []) }).Chosen);
        Assert.Null(Compare(new(WhyNot.OutsideCatchment, Middle), Middle with { Catchment = new("s", "S", [], FrozenSet.Create("SS1 3"), []) }).Chosen);
    }

    [Fact]
    public void A_full_rapid_response_is_the_hub_s_to_ring_and_unmet_need() => HandedOver(
        HandedOverBecause.NoCapacity, The.Triaged, Middle with { Capacity = new(CapacityUnit.VisitsADay, 0) });

    [Fact]
    public void A_crisis_at_night_waits_for_nobody_until_morning() =>
        HandedOver(HandedOverBecause.NothingOpen, The.Triaged, Middle with { Hours = Daily(new OpenPeriod(0, 60, 60)) });

    [Fact]
    public void Nobody_is_left_with_nothing_for_not_being_eligible() =>
        HandedOver(HandedOverBecause.NotEligible, The.Triaged, Middle with { MinimumAge = 100 });

    [Fact]
    public void Where_no_service_can_take_what_is_no_crisis_the_voluntary_sector_helps_meanwhile()
    {
        var triaged = The.Triaged with { Strands = [new(1, Pathway.Reablement, Urgency.TwoDays)] };
        var facts = Given.Facts(The.Submitted, triaged).When((r, now) => RouteReferral.Decide(r, Town(The.Town.Services[3]), FreeCapacity.Untouched, now)).Decision.Facts;
        Assert.Collection(
            facts.Select(f => f.Fact), f => Assert.Equal(["befriending"], Assert.IsType<HandedToHub>(f).Alternatives),
            f => Assert.Equal((2, Pathway.VoluntarySector), Assert.IsType<StrandAdded>(f) is var s ? (s.Strand, s.Pathway) : default),
            f => Assert.Equal((2, "befriending"), Assert.IsType<Offered>(f) is var o ? (o.Strand, o.Service) : default));
    }

    [Fact]
    public void What_a_clinician_is_to_decide_is_offered_to_nobody_before()
    {
        var triaged = The.Triaged with { Strands = [new(1, Pathway.RapidResponse, Urgency.TwoHours, AskClinician: true)] };
        Given.Facts(The.Submitted, triaged).When((r, now) => RouteReferral.Decide(r, The.Town, FreeCapacity.Untouched, now)).Then(
            new HandedToHub(1, "Hub clinician on duty", HandedOverBecause.ClinicianDecides, The.Start.AddMinutes(32), [new("rapid-response-west", WhyNot.NameComesLater)],
                ["rapid-response-east", "rapid-response-west"], The.Town.Version));
        Assert.IsType<Offered>(Given.Facts(The.Submitted, triaged, The.HandedToHub with { Because = HandedOverBecause.ClinicianDecides }, The.Overridden)
            .When((r, now) => RouteReferral.Decide(r, The.Town, FreeCapacity.Untouched, now)).Decision.Facts[0].Fact);
    }

    private static void HandedOver(HandedOverBecause because, Triaged triaged, Service only)
    {
        var facts = Given.Facts(The.Submitted, triaged).When((r, now) => RouteReferral.Decide(r, Town(only), FreeCapacity.Untouched, now)).Decision.Facts;
        Assert.Equal(because, Assert.IsType<HandedToHub>(Assert.Single(facts).Fact).Because);
    }

    private static Comparison Compare(Example example, params Service[] services)
    {
        var at = example.At ?? Tuesday;
        var wanted = new Wanted(
            Pathway.RapidResponse, Case.Of(The.Details.Need, new DateOnly(1942, 1, 1), OrganisationKind.GpPractice, at), new("SS1", "SS1 2", "F81001"),
            Tuesday.AddHours(2));
        var free = new FreeCapacity(example.Free is { } left ? new Dictionary<string, int> { ["other"] = left }.ToFrozenDictionary() : FrozenDictionary<string, int>.Empty)
        {
            Closures = new[] { example.ClosedUntil }.OfType<DateTimeOffset>().ToFrozenDictionary(_ => "other", until => new Closure(until, ClosedBecause.StaffIll)),
        };
        return CompareServices.For(wanted, Town(services), free, at, example.HadItBefore ? id => id == "other" : null);
    }

    private static Locality Town(params Service[] services) => The.Town with
    {
        Services = [.. services], Districts = new Dictionary<string, Place> { ["SS1"] = new(51.5, 0.7) }.ToFrozenDictionary(),
    };

    private static Catchment Covering(string district) => new("c", "C", FrozenSet.Create(district), [], []);

    private static OpeningHours Daily(params OpenPeriod[] periods) => new([.. Enumerable.Repeat<ImmutableArray<OpenPeriod>>([.. periods], 7)], [.. periods]);
}
