using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Routing;

public sealed class RouteReferralTests
{
    [Fact]
    public void A_strand_is_offered_to_the_first_service_of_its_kind_that_covers_the_postcode() =>
        Given.Facts(The.Submitted, The.Triaged).When(Route).Then(The.Offered with { AnswerBy = The.Start.AddMinutes(17), Starts = The.Start.AddMinutes(2) });

    [Fact]
    public void A_decline_moves_on_to_the_next_and_says_who_was_passed_over() =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Declined).When(Route).Then(
            new Offered(1, "rapid-response-west", The.WestTeam, The.Start.AddMinutes(19), The.Start.AddMinutes(4), [new("rapid-response-east", WhyNot.HadItBefore)], "directory-1"));

    [Fact]
    public void When_every_service_has_had_it_the_hub_gets_it() =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Declined, The.Offered with { Service = "rapid-response-west", Provider = The.WestTeam },
                The.Lapsed with { Service = "rapid-response-west" })
            .When(Route).Then(new HandedToHub(
                1, "Hub clinician on duty", HandedOverBecause.NoCapacity, The.Start.AddMinutes(36),
                [new("rapid-response-east", WhyNot.HadItBefore), new("rapid-response-west", WhyNot.HadItBefore)], ["befriending"], "directory-1"));

    [Fact]
    public void Outside_every_catchment_the_hub_s_named_owner_gets_it() =>
        Given.Facts(The.Submitted with { Person = The.Submitted.Person with { Postcode = The.Read<Postcode>("ZZ99 3WZ") } }, The.Triaged)
            .When(Route).Then(new HandedToHub(
                1, "Hub clinician on duty", HandedOverBecause.OutsideEveryCatchment, The.Start.AddMinutes(32),
                [new("rapid-response-east", WhyNot.OutsideCatchment), new("rapid-response-west", WhyNot.OutsideCatchment)], [], "directory-1"));

    [Fact]
    public void Advice_is_the_hub_s_to_give() =>
        Given.Facts(The.Submitted, The.Triaged with { Strands = [new(1, Pathway.Advice, Urgency.Routine)] })
            .When(Route).Then(new HandedToHub(1, "Hub clinician on duty", HandedOverBecause.AdviceWanted, The.Start.AddMinutes(32), [], ["befriending"], "directory-1"));

    [Fact]
    public void Each_strand_is_offered_on_its_own() =>
        Given.Facts(The.Submitted, The.TriagedInTwo).When(Route).Then(
            The.Offered with { AnswerBy = The.Start.AddMinutes(17), Starts = The.Start.AddMinutes(2) }, new Offered(2, "befriending", The.Neighbours, The.Start.AddMinutes(2).AddDays(1), The.Start.AddMinutes(2), [], "directory-1"));

    [Fact]
    public void Only_what_waits_is_offered() => Given.Facts(The.Submitted, The.Triaged, The.Offered).When(Route).ThenNothing();

    [Fact]
    public void Before_triage_nothing_is_offered() => Given.Facts(The.Submitted).When(Route).ThenNothing();

    [Fact]
    public void What_was_withdrawn_is_offered_to_nobody() => Given.Facts(The.Submitted, The.Triaged, The.Withdrawn).When(Route).ThenNothing();

    [Fact]
    public void How_long_the_support_of_a_service_lasts_is_recorded_with_its_offer()
    {
        var town = The.Town with { Services = [.. The.Town.Services.Select(s => s with { LongestStay = TimeSpan.FromDays(14) })] };
        var triaged = Given.Facts(The.Submitted, The.Triaged);
        foreach (var decision in new[]
        {
            triaged.When((r, now) => RouteReferral.Decide(r, town, FreeCapacity.Untouched, now)).Decision,
            triaged.When((r, now) => OfferByHand.Decide(r, 1, "rapid-response-east", "Near", town, now)).Decision,
        })
            Assert.Equal(14, Assert.IsType<Offered>(Assert.Single(decision.Facts).Fact).LongestStayDays);
    }

    private static Decision Route(Referral referral, DateTimeOffset now) => RouteReferral.Decide(referral, The.Town, FreeCapacity.Untouched, now);
}
