using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.Domain.Tests.Support;

public sealed class ExtendSupportTests
{
    /// <summary>Seen at four minutes past nine on 3 March, so that support ends on 14 April.</summary>
    private static readonly Given Seen = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited);

    [Fact]
    public void Support_goes_on_to_the_end_of_its_new_last_day_in_England() => Seen.When(Until(new(2026, 4, 28)))
        .Then(new SupportExtended(1, new(2026, 4, 28, 22, 59, 0, TimeSpan.Zero), "Slower than hoped", "Sam Approver"));

    [Fact]
    public void The_same_extension_told_twice_is_once() => After(Until(new(2026, 4, 28))).When(Until(new(2026, 4, 28))).ThenNothing();

    [Theory]
    [InlineData("2026-04-14", Refusal.NotLonger)]
    [InlineData("2026-05-27", Refusal.TooLong)]
    public void It_is_longer_by_a_day_and_by_six_weeks_at_most(string until, Refusal refusal) => Seen.When(Until(DateOnly.Parse(until))).ThenRefused(refusal);

    [Theory]
    [InlineData("2026-04-15")]
    [InlineData("2026-05-26")]
    public void A_day_longer_is_enough_and_six_weeks_are_not_too_long(string until) => Assert.Null(Seen.When(Until(DateOnly.Parse(until))).Decision.Refused);

    [Fact]
    public void However_often_it_is_extended_it_is_six_weeks_longer_at_most()
    {
        var once = After(Until(new(2026, 5, 20)));
        once.When(Until(new(2026, 5, 27))).ThenRefused(Refusal.TooLong);
        once.When(Until(new(2026, 5, 19))).ThenRefused(Refusal.NotLonger);
    }

    [Fact]
    public void Support_that_was_told_to_be_late_is_over_running_until_it_is_extended_or_ends()
    {
        var due = The.Start.AddMinutes(4).AddDays(42);
        Assert.False(Is(Seen.Referral));
        var late = Given.After(Seen.Referral, WatchClocks.Decide(Seen.Referral, The.Town, due.AddHours(1)));
        Assert.True(Is(late));
        var extended = Given.After(late, Until(new(2026, 4, 28))(late, due.AddHours(2)));
        Assert.False(Is(extended));
        Assert.True(Is(Given.After(extended, WatchClocks.Decide(extended, The.Town, due.AddDays(16)))));
        Assert.False(Is(Given.After(late, CloseStrand.Decide(late, 1, The.EastTeam, isHub: false, new(Outcome.SameSupport), The.Town, due.AddHours(2)))));
    }

    private static bool Is(Referral referral) => ClockMarks.Of(referral, The.Town).Contains(ClockMarks.OverRunning);

    private static Given After(Func<Referral, DateTimeOffset, Decision> decide) => Seen with { Referral = Given.After(Seen.Referral, decide(Seen.Referral, Seen.Now)) };

    private static Func<Referral, DateTimeOffset, Decision> Until(DateOnly day) =>
        (r, now) => ExtendSupport.Decide(r, 1, The.EastTeam, day, "Slower than hoped", " Sam Approver ", "Jo Bell", The.Town, now);
}
