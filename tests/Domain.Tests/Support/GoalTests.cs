using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Support;

public sealed class GoalTests
{
    private static readonly Given Taken = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted);
    private static readonly Given Supported = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.GoalsAgreed);

    [Fact]
    public void Goals_are_agreed_without_the_boxes_that_were_left_empty() =>
        Taken.When(Agree([new(" To stay in my own home ", 3), new(" "), new("To cook again")])).Then(The.GoalsAgreed);

    [Fact]
    public void Agreeing_the_same_again_changes_nothing() => Supported.When(Agree(The.GoalsAgreed.Goals)).ThenNothing();

    [Fact]
    public void The_latest_agreement_holds()
    {
        IReadOnlyList<Goal> other = [new("To see my sister")];
        Supported.When(Agree(other)).Then(new GoalsAgreed(1, other));
        var after = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.GoalsAgreed, new GoalsAgreed(1, other));
        Assert.Equal(other, after.Referral.Strands[0].Agreed!.Goals);
    }

    [Fact]
    public void Goals_that_were_agreed_after_one_looked_are_not_replaced_unread()
    {
        IReadOnlyList<Goal> other = [new("To see my sister")];
        Supported.When((r, now) => AgreeGoals.Decide(r, 1, The.EastTeam, other, null, The.Town, now, seen: 5)).ThenRefused(Refusal.GoalsChanged);
        Supported.When((r, now) => AgreeGoals.Decide(r, 1, The.EastTeam, The.GoalsAgreed.Goals, null, The.Town, now, seen: 5)).ThenNothing();
        Supported.When((r, now) => AgreeGoals.Decide(r, 1, The.EastTeam, other, null, The.Town, now, seen: 6)).Then(new GoalsAgreed(1, other));
    }

    [Fact]
    public void A_review_tells_how_it_goes_and_scores_the_goals() => Supported.When(Review("Written note", [5, null])).Then(The.Reviewed);

    [Fact]
    public void A_review_that_scores_nothing_has_no_scores() => Supported.When(Review(" Written note ", [null, null])).Then(new Reviewed(1, "Written note"));

    [Fact]
    public void The_same_review_told_twice_is_once_and_told_the_next_day_is_another()
    {
        var reviewed = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.GoalsAgreed, The.Reviewed);
        reviewed.When(Review("Written note", [5, null])).ThenNothing();
        reviewed.At(TimeSpan.FromDays(1)).When(Review("Written note", [5, null])).Then(The.Reviewed);
    }

    [Fact]
    public void Closing_may_score_the_goals_at_the_end() => Supported
        .When((r, now) => CloseStrand.Decide(r, 1, The.EastTeam, isHub: false, new(Outcome.NoOngoingSupport, "Written note", [8, 9]), The.Town, now))
        .Then(The.Closed with { Scores = [8, 9] });

    [Theory]
    [InlineData("Closed: no ongoing support is needed.", null)]
    [InlineData("Closed: no ongoing support is needed; goals at 8 of 10.", "8")]
    [InlineData("Closed: no ongoing support is needed; goals at 8, no score and 9 of 10.", "8,,9")]
    public void The_timeline_tells_the_scores(string sentence, string? scores) => Assert.Equal(sentence, Timeline.Sentence(
        The.Closed with { Scores = scores?.Split(',').Select(s => s.Length == 0 ? (int?)null : int.Parse(s)).ToList() }, The.Town));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(6.9, 1)]
    [InlineData(7, 2)]
    [InlineData(41.9, 6)]
    [InlineData(42, 7)]
    [InlineData(-1, 1)]
    public void Week_one_is_the_first_seven_days_since_the_person_was_seen(double days, int week) =>
        Assert.Equal(week, SupportWeek.NumberAt(The.Start.AddDays(days), The.Start));

    [Theory]
    [InlineData(15, 42, "week 3 of 6")]
    [InlineData(0, 10, "week 1 of 2")]
    [InlineData(43, 42, "week 7, was to end after 6")]
    public void A_week_is_told_with_how_many_there_are(double days, int lasts, string words) =>
        Assert.Equal(words, SupportWeek.At(The.Start.AddDays(days), The.Start, The.Start.AddDays(lasts)).InWords);

    private static Func<Referral, DateTimeOffset, Decision> Agree(IReadOnlyList<Goal> goals) => (r, now) => AgreeGoals.Decide(r, 1, The.EastTeam, goals, null, The.Town, now);

    private static Func<Referral, DateTimeOffset, Decision> Review(string note, IReadOnlyList<int?> scores) =>
        (r, now) => ReviewSupport.Decide(r, 1, The.EastTeam, note, scores, now);
}
