using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.Domain.Tests.Support;

public sealed class FollowUpPersonTests
{
    private static readonly Given Asked = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed, The.FollowUpOpened);

    [Fact]
    public void The_provider_says_where_the_person_is() => Asked.When(Answer(The.EastTeam)).Then(The.FollowedUp);

    [Fact]
    public void The_hub_may_ask_in_its_place() => Asked.When(Answer(The.HubCode, isHub: true)).Then(The.FollowedUp);

    [Fact]
    public void The_same_result_told_twice_is_once() =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed, The.FollowUpOpened, The.FollowedUp).When(Answer(The.EastTeam)).ThenNothing();

    [Fact]
    public void Whoever_could_not_be_contacted_is_recorded_as_that() => Asked.When(Answer(The.EastTeam, FollowUpResult.CouldNotContact))
        .Then(The.FollowedUp with { Result = FollowUpResult.CouldNotContact });

    [Theory]
    [InlineData(FollowUpResult.Died, true)]
    [InlineData(FollowUpResult.Objected, true)]
    [InlineData(FollowUpResult.AtHome, false)]
    [InlineData(FollowUpResult.CouldNotContact, false)]
    public void A_death_or_an_objection_stops_what_would_be_asked_later(FollowUpResult result, bool stops)
    {
        var first = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed, The.FollowUpOpened with { FollowUp = "three-weeks" });
        var after = Given.After(first.Referral, FollowUpPerson.Decide(first.Referral, "three-weeks", The.EastTeam, isHub: false, result, null, first.Now));
        Assert.Equal(stops, !FollowUps.ToOpen(after, FollowUps.Standard).Any());
    }

    private static Func<Referral, DateTimeOffset, Decision> Answer(Domain.Values.OdsCode by, FollowUpResult result = FollowUpResult.AtHome, bool isHub = false) =>
        (r, now) => FollowUpPerson.Decide(r, "91-days", by, isHub, result, "Written note", now);
}
