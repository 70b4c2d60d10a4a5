using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Tests.Triage;

/// <summary>What people decide after the rules: overrides, more strands, additions, matches.</summary>
public sealed class DecideOtherwiseTests
{
    private static readonly Overridden ToReablement = new(1, Pathway.Reablement, Urgency.TwoDays, "Not a crisis");

    [Fact]
    public void A_clinician_overrides_pathway_and_urgency_with_a_reason() =>
        Given.Facts(The.Submitted, The.Triaged, The.HandedToHub).When(Override).Then(ToReablement);

    [Fact]
    public void What_a_service_has_is_taken_back_when_triage_is_overridden() =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted).When(Override).Then(The.OfferTakenBack with { Reason = "Not a crisis" }, ToReablement);

    [Fact]
    public void To_agree_with_the_rules_is_to_decide_where_they_asked_a_clinician()
    {
        var asked = The.Triaged with { Strands = [new(1, Pathway.Reablement, Urgency.TwoDays, AskClinician: true)] };
        Given.Facts(The.Submitted, asked, The.HandedToHub).When(Override).Then(ToReablement);
        Given.Facts(The.Submitted, asked, The.HandedToHub, ToReablement).When(Override).ThenNothing();
    }

    [Fact]
    public void After_an_override_a_service_is_found_for_what_the_clinician_decided() =>
        Assert.Equal("reablement-at-home", Assert.IsType<Offered>(Assert.Single(
            Given.Facts(The.Submitted, The.Triaged, The.Offered, The.OfferTakenBack, ToReablement).When(Route).Decision.Facts).Fact).Service);

    [Theory]
    [InlineData("RRT01", false)]
    [InlineData("SPR01", true)]
    public void Who_has_taken_part_of_it_or_the_hub_adds_support(string by, bool isHub) =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited).When(Add(by, isHub)).Then(The.StrandAdded with { Reason = "To walk again" });

    [Fact]
    public void Support_after_support_opens_the_referral_again()
    {
        var ended = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Closed);
        Assert.False(ended.Referral.IsOpen);
        ended.When(Add("RRT01", isHub: false)).Then(The.StrandAdded with { Reason = "To walk again" });
        Assert.True(Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Closed, The.StrandAdded).Referral.IsOpen);
    }

    [Fact]
    public void The_clock_of_a_strand_that_is_added_later_starts_when_it_is_added()
    {
        var given = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.StrandAdded);
        Assert.Equal(The.Start.AddHours(2), ReferralClocks.SeeBy(given.Referral.Strands[0], The.Town));
        Assert.Equal(The.Start.AddMinutes(5).AddDays(2), ReferralClocks.SeeBy(given.Referral.Strands[1], The.Town));
    }

    [Fact]
    public void What_is_added_and_met_already_asks_for_nothing_more() =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.AddedTo).When(Triage).Then(new AdditionTriaged(
            4, [], The.Fired("crisis-to-rapid-response", "decline-to-reablement"), [], The.Rules.Version));

    [Fact]
    public void What_is_added_and_more_urgent_than_what_is_open_is_a_strand_of_its_own()
    {
        var routine = The.Triaged with { Strands = [new(1, Pathway.RapidResponse, Urgency.Routine)] };
        Given.Facts(The.Submitted, routine, The.Offered, The.AddedTo).When(Triage).Then(new AdditionTriaged(
            4, [new(2, Pathway.RapidResponse, Urgency.TwoHours)], The.Fired("crisis-to-rapid-response", "decline-to-reablement"), [], The.Rules.Version));
    }

    [Fact]
    public void A_red_flag_that_a_correction_brings_asks_a_clinician_even_where_everything_was_closed()
    {
        var corrected = The.Corrected with { Need = The.Details.Need with { Assessment = Assessment.None with { RedFlags = [RedFlag.Stroke] } } };
        var advised = new EmergencyAdvised([RedFlag.Stroke], [], The.Rules.Version, AfterCorrection: true);
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Closed, corrected, advised).When(Triage).Then(new AdditionTriaged(
            7, [new(2, Pathway.RapidResponse, Urgency.TwoHours, AskClinician: true)], The.Fired("crisis-to-rapid-response", "decline-to-reablement"), [], The.Rules.Version));
    }

    [Fact]
    public void What_is_added_with_a_red_flag_asks_a_clinician_though_a_service_has_the_person()
    {
        var added = The.AddedTo with { Need = The.Details.Need with { Assessment = Assessment.None with { RedFlags = [RedFlag.Stroke] } } };
        var triaged = Assert.IsType<AdditionTriaged>(Assert.Single(Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, added).When(Triage).Decision.Facts).Fact);
        Assert.True(Assert.Single(triaged.Strands).AskClinician);
    }

    [Fact]
    public void A_strand_is_routed_by_the_need_that_it_was_added_for()
    {
        var added = The.AddedTo with { Need = The.Details.Need with { Reason = Reason.Catheter } };
        var town = The.Town with
        {
            Services = [The.Town.Services[0] with { Eligibility = new ReasonIs(Flags.Of(Reason.Catheter)) }, The.Town.Services[1] with { Eligibility = new ReasonIs(Flags.Of(Reason.Fall)) }],
        };
        var lonely = The.Submitted with { Need = The.Details.Need with { Reason = Reason.Loneliness } };
        var offered = Given.Facts(lonely, The.Triaged with { Strands = [] }, added, The.AdditionTriaged with { Addition = 3, Strands = [new(2, Pathway.RapidResponse, Urgency.TwoHours)] })
            .When((r, now) => RouteReferral.Decide(r, town, FreeCapacity.Untouched, now)).Decision.Facts;
        Assert.Equal("rapid-response-east", Assert.IsType<Offered>(Assert.Single(offered).Fact).Service);
    }

    [Fact]
    public void What_the_hub_decides_is_routed_as_the_hub_s_own()
    {
        var town = The.Town with { Services = [The.Town.Services[2] with { Referrers = Flags.Of(OrganisationKind.Hub) }] };
        var hub = new Actor("nadia-rahman", "Nadia Rahman", The.HubCode);
        var given = Given.Facts(The.Submitted, The.Triaged, The.HandedToHub);
        var decided = given.Referral.With(new Recorded(4, given.Now, given.Now, hub, null, ToReablement));
        Assert.IsType<Offered>(Assert.Single(RouteReferral.Decide(decided, town, FreeCapacity.Untouched, given.Now).Facts).Fact);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_only_declined_adds_nothing_once_the_hub_has_closed_it(bool accepted) => Assert.Equal(
        accepted ? null : Refusal.NotTakenByYou,
        Given.Facts(The.Submitted, The.Triaged, The.Offered, accepted ? The.Accepted : The.Declined, The.Closed).When(Add("RRT01", isHub: false)).Decision.Refused);

    [Fact]
    public void An_addition_is_triaged_once() =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.AddedTo, The.AdditionTriaged with { Addition = 4 }).When(Triage).ThenNothing();

    [Fact]
    public void The_same_addition_twice_is_once() =>
        Given.Facts(The.Submitted, The.Triaged, The.AddedTo).When((r, now) => AddToReferral.Decide(r, The.Details, The.Town, OrganisationKind.GpPractice, now)).ThenNothing();

    [Fact]
    public void An_addition_with_a_red_flag_is_told_to_call_999()
    {
        var details = The.Details with { Need = The.Details.Need with { Assessment = Assessment.None with { RedFlags = [RedFlag.Stroke] } } };
        Given.Facts(The.Submitted, The.Triaged, The.Offered).When((r, now) => AddToReferral.Decide(r, details, The.Town, OrganisationKind.GpPractice, now))
            .Then(new AddedTo(details.Story, details.CallBack, details.Need), new EmergencyAdvised([RedFlag.Stroke], [], The.Rules.Version));
    }

    [Fact]
    public void Another_open_referral_of_the_person_is_found_with_triage() =>
        Given.Facts(The.Submitted).When((r, now) => TriageReferral.Decide(r, The.Town, The.MatchFound.Matches, now))
            .Then(The.Triaged with { Rules = The.Fired("crisis-to-rapid-response", "decline-to-reablement") }, The.MatchFound);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_hub_decides_whether_it_is_the_same_person_and_may_decide_otherwise_later(bool isSame)
    {
        var decided = new MatchDecided(The.OtherReference, isSame);
        Given.Facts(The.Submitted, The.Triaged, The.MatchFound).When((r, now) => DecideMatch.Decide(r, The.OtherReference, isSame, now)).Then(decided);
        var after = Given.Facts(The.Submitted, The.Triaged, The.MatchFound, decided);
        after.When((r, now) => DecideMatch.Decide(r, The.OtherReference, isSame, now)).ThenNothing();
        after.When((r, now) => DecideMatch.Decide(r, The.OtherReference, !isSame, now)).Then(decided with { IsSame = !isSame });
        var otherwise = Given.Facts(The.Submitted, The.Triaged, The.MatchFound, decided, decided with { IsSame = !isSame }).Referral;
        Assert.Equal((isSame ? 0 : 1, isSame ? 1 : 0), (otherwise.SamePerson.Count, otherwise.NotSamePerson.Count));
    }

    private static Decision Override(Referral referral, DateTimeOffset now) =>
        OverrideTriage.Decide(referral, 1, Pathway.Reablement, Urgency.TwoDays, " Not a crisis ", now);

    private static Decision Route(Referral referral, DateTimeOffset now) => RouteReferral.Decide(referral, The.Town, FreeCapacity.Untouched, now);

    private static Decision Triage(Referral referral, DateTimeOffset now) => TriageReferral.Decide(referral, The.Town, [], now);

    private static Func<Referral, DateTimeOffset, Decision> Add(string by, bool isHub) =>
        (r, now) => AddStrand.Decide(r, Pathway.Reablement, Urgency.TwoDays, "To walk again", The.Read<Domain.Values.OdsCode>(by), isHub, now);
}
