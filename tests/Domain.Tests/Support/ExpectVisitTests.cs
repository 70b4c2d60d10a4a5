using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.Domain.Tests.Support;

public sealed class ExpectVisitTests
{
    private static readonly Given Taken = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted);

    [Fact]
    public void Whoever_has_accepted_says_in_how_many_minutes_they_come() =>
        Taken.When((r, now) => ExpectVisit.In(r, 1, The.EastTeam, 40, now)).Then(new VisitExpected(1, Taken.Now.AddMinutes(40)));

    [Fact]
    public void The_same_said_again_within_the_minute_changes_nothing()
    {
        var later = Taken.Now.AddSeconds(30);
        var said = Taken.After(new VisitExpected(1, Taken.Now.AddMinutes(40)));
        Assert.Empty(ExpectVisit.In(said, 1, The.EastTeam, 40, later).Facts);
        Assert.Equal(new VisitExpected(1, Taken.Now.AddMinutes(20)), Assert.Single(ExpectVisit.In(said, 1, The.EastTeam, 20, later).Facts).Fact);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(721)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_time_that_nobody_means_is_refused(int minutes) =>
        Taken.When((r, now) => ExpectVisit.In(r, 1, The.EastTeam, minutes, now)).ThenRefused(Refusal.WrongArrival);

    [Theory]
    [InlineData(1)]
    [InlineData(720)]
    public void The_shortest_and_the_longest_hold_at_any_second_of_the_minute(int minutes) =>
        Assert.Single(ExpectVisit.In(Taken.Referral, 1, The.EastTeam, minutes, Taken.Now.AddSeconds(59)).Facts);
}
