using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.Domain.Tests.Support;

public sealed class SupportTests
{
    private static readonly Given Taken = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted).At(TimeSpan.FromHours(1));
    private static readonly Given WithHub = Given.Facts(The.Submitted, The.Triaged, The.HandedToHub);

    [Fact]
    public void The_first_visit_is_recorded_at_the_time_it_happened() =>
        Taken.When(Visit(TimeSpan.FromMinutes(-20))).ThenAt(The.Start.AddMinutes(40), The.Visited);

    [Fact]
    public void Clocks_may_differ_by_two_minutes() => Taken.When(Visit(TimeSpan.FromMinutes(2))).ThenAt(The.Start.AddMinutes(62), The.Visited);

    [Fact]
    public void The_same_visit_told_twice_is_once() =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited).When(Visit(TimeSpan.FromMinutes(-1))).ThenNothing();

    [Fact]
    public void The_provider_closes_with_an_outcome() => Taken.When(Close(Outcome.NoOngoingSupport)).Then(The.Closed);

    [Fact]
    public void Closing_twice_with_the_same_outcome_is_once() =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Closed).When(Close(Outcome.NoOngoingSupport)).ThenNothing();

    [Theory]
    [InlineData(Outcome.AdviceGiven)]
    [InlineData(Outcome.BackToGp)]
    [InlineData(Outcome.Died)]
    [InlineData(Outcome.PersonDeclined)]
    [InlineData(Outcome.MovedAway)]
    [InlineData(Outcome.CouldNotContact)]
    public void The_hub_closes_what_no_service_has(Outcome outcome) =>
        WithHub.When((r, now) => CloseStrand.Decide(r, 1, The.HubCode, isHub: true, new(outcome), The.Town, now)).Then(new Closed(1, outcome));

    [Fact]
    public void A_referral_is_closed_with_its_last_strand()
    {
        Assert.False(Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Closed).Referral.IsOpen);
        Assert.True(Given.Facts(The.Submitted, The.TriagedInTwo, The.Offered, The.Accepted, The.Closed).Referral.IsOpen);
    }

    private static Func<Referral, DateTimeOffset, Decision> Visit(TimeSpan fromNow) =>
        (r, now) => RecordVisit.Decide(r, 1, The.EastTeam, now + fromNow, "Written note", now);

    private static Func<Referral, DateTimeOffset, Decision> Close(Outcome outcome) =>
        (r, now) => CloseStrand.Decide(r, 1, The.EastTeam, isHub: false, new(outcome, "Written note"), The.Town, now);
}
