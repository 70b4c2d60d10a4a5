using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Worklist;

public sealed class NextActionTests
{
    [Fact]
    public void The_hub_triages_within_half_an_hour() =>
        Then(new(NextActions.Hub, null, Todo.Triage, The.Start.AddMinutes(30)), The.Submitted);

    [Fact]
    public void The_hub_sees_to_it_that_a_service_is_found() =>
        Then(new(NextActions.Hub, null, Todo.FindService, The.Start.AddMinutes(31)), The.Submitted, The.Triaged);

    [Fact]
    public void The_service_answers_its_offer() =>
        Then(new("rapid-response-east", The.EastTeam, Todo.AnswerOffer, The.Start.AddMinutes(15)), The.Submitted, The.Triaged, The.Offered);

    [Fact]
    public void The_named_owner_at_the_hub_finds_a_service() =>
        Then(new("Hub clinician on duty", null, Todo.FindService, The.Start.AddMinutes(30)), The.Submitted, The.Triaged, The.HandedToHub);

    [Theory]
    [InlineData(Urgency.TwoHours, 2)]
    [InlineData(Urgency.TwoDays, 48)]
    [InlineData(Urgency.Routine, 120)]
    public void The_service_that_accepted_sees_the_person_in_time(Urgency urgency, int hours) => Then(
        new("rapid-response-east", The.EastTeam, Todo.Visit, The.Start.AddHours(hours)),
        The.Submitted, The.Triaged with { Strands = [new(1, Pathway.RapidResponse, urgency)] }, The.Offered, The.Accepted);

    [Fact]
    public void Support_lasts_six_weeks_from_the_visit_at_most() => Then(
        new("rapid-response-east", The.EastTeam, Todo.Close, The.Start.AddMinutes(4).AddDays(42)),
        The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited);

    [Theory]
    [InlineData(14, 14)]
    [InlineData(90, 42)]
    public void Support_lasts_as_long_as_the_service_s_does_where_that_is_fixed_and_no_longer_than_six_weeks(int stay, int days) => Then(
        new("rapid-response-east", The.EastTeam, Todo.Close, The.Start.AddMinutes(4).AddDays(days)),
        The.Submitted, The.Triaged, The.Offered with { LongestStayDays = stay }, The.Accepted, The.Visited);

    [Fact]
    public void Of_two_strands_the_one_due_sooner_counts() => Then(
        new("rapid-response-east", The.EastTeam, Todo.AnswerOffer, The.Start.AddMinutes(15)),
        The.Submitted, The.TriagedInTwo, The.Offered, The.Offered with { Strand = 2, AnswerBy = The.Start.AddDays(1) });

    [Fact]
    public void What_is_closed_or_withdrawn_waits_for_nobody()
    {
        Then(null, The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Closed);
        Then(null, The.Submitted, The.Withdrawn);
        Then(null, The.Submitted, The.Triaged, The.Offered, The.Withdrawn);
    }

    [Fact]
    public void Each_fact_has_a_sentence_and_no_sentence_identifies_the_person() => Assert.All(The.OfEachKind, fact =>
    {
        var sentence = Timeline.Sentence(fact, The.Town);
        Assert.Matches("^[A-Z].*[.]$", sentence);
        Assert.DoesNotContain(The.Canaries, c => sentence.Contains(c, StringComparison.OrdinalIgnoreCase));
    });

    private static void Then(NextAction? next, params Fact[] facts) => Assert.Equal(next, NextActions.Of(Given.Facts(facts).Referral, The.Town));
}
