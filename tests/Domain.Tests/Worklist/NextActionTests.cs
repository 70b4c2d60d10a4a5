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
    [InlineData(Urgency.Routine, 168)]
    public void The_service_that_accepted_sees_the_person_in_time(Urgency urgency, int hours) => Then(
        new("rapid-response-east", The.EastTeam, Todo.Visit, The.Start.AddHours(hours)),
        The.Submitted, The.Triaged with { Strands = [new(1, Pathway.RapidResponse, urgency)] }, The.Offered, The.Accepted);

    [Fact]
    public void The_service_reviews_its_support_in_week_five() => Then(
        new("rapid-response-east", The.EastTeam, Todo.Review, The.Start.AddMinutes(4).AddDays(35)),
        The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited);

    [Fact]
    public void Once_reviewed_in_week_five_it_ends_within_six_weeks_from_the_visit()
    {
        var seen = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited);
        var early = seen.At(TimeSpan.FromDays(27)).After(The.Reviewed);
        var inTime = seen.At(TimeSpan.FromDays(30)).After(The.Reviewed);
        Assert.Equal(Todo.Review, NextActions.Of(early, The.Town)!.Todo);
        Assert.Equal(new("rapid-response-east", The.EastTeam, Todo.Close, The.Start.AddMinutes(4).AddDays(42)), NextActions.Of(inTime, The.Town));
    }

    [Theory]
    [InlineData(14, 7)]
    [InlineData(90, 35)]
    public void The_review_is_a_week_before_the_end_of_a_shorter_stay_where_the_service_has_one(int stay, int days) => Then(
        new("rapid-response-east", The.EastTeam, Todo.Review, The.Start.AddMinutes(4).AddDays(days)),
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
