namespace SinglePointOfReferral.Domain.Tests.Audit;

/// <summary>A provider sees a referral from the offer on, and for 28 days after its part in it has ended.</summary>
public sealed class OpenToProviderTests
{
    public static TheoryData<string> Endings() => ["declined", "lapsed", "taken back", "closed", "withdrawn"];

    [Fact]
    public void Before_the_offer_and_to_others_it_is_not_open()
    {
        Assert.False(Given.Facts(The.Submitted, The.Triaged).Referral.IsOpenTo(The.EastTeam, The.Start));
        Assert.False(Given.Facts(The.Submitted, The.Triaged, The.Offered).Referral.IsOpenTo(The.WestTeam, The.Start.AddMinutes(3)));
        Assert.Null(Given.Facts(The.Submitted, The.Triaged, The.Offered).Referral.OpenUntil(The.WestTeam));
    }

    [Fact]
    public void While_the_offer_is_in_force_it_is_open_however_long() =>
        Assert.All(new[] { new Fact[] { The.Offered }, [The.Offered, The.Accepted], [The.Offered, The.Accepted, The.Visited] }, facts =>
            Assert.True(Given.Facts([The.Submitted, The.Triaged, .. facts]).Referral.IsOpenTo(The.EastTeam, The.Start.AddYears(1))));

    [Theory]
    [MemberData(nameof(Endings))]
    public void After_its_end_it_is_open_for_28_days_to_the_minute(string ending)
    {
        Fact[] end = ending switch
        {
            "declined" => [The.Declined],
            "lapsed" => [The.Lapsed],
            "taken back" => [The.OfferTakenBack],
            "closed" => [The.Accepted, The.Visited, The.Closed],
            _ => [The.Withdrawn],
        };
        var story = Given.Facts([The.Submitted, The.Triaged, The.Offered, .. end]);
        var ended = story.Now.AddMinutes(-1);
        Assert.True(story.Referral.IsOpenTo(The.EastTeam, ended.AddDays(28).AddMinutes(-1)));
        Assert.False(story.Referral.IsOpenTo(The.EastTeam, ended.AddDays(28)));
    }

    [Fact]
    public void Offered_again_it_is_open_again_and_what_others_do_changes_nothing()
    {
        var declined = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Declined);
        var late = The.Start.AddDays(60);
        Assert.False(declined.Referral.IsOpenTo(The.EastTeam, late));
        Assert.True(declined.After(The.Offered).IsOpenTo(The.EastTeam, late));
        Assert.False(declined.After(The.Withdrawn).IsOpenTo(The.EastTeam, late));
    }

    [Fact]
    public void A_follow_up_that_it_has_to_answer_keeps_it_open_until_the_day_after_the_answer()
    {
        var closed = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed).Referral;
        var asked = closed.With(new Recorded(7, The.Start.AddDays(84), The.Start.AddDays(84), Actor.System, null, The.FollowUpOpened));
        Assert.False(closed.IsOpenTo(The.EastTeam, The.Start.AddDays(91)));
        Assert.True(asked.IsOpenTo(The.EastTeam, The.Start.AddDays(200)));
        var answered = asked.With(new Recorded(8, The.Start.AddDays(91), The.Start.AddDays(91), The.Gp, null, The.FollowedUp));
        Assert.True(answered.IsOpenTo(The.EastTeam, The.Start.AddDays(91).AddHours(23)));
        Assert.False(answered.IsOpenTo(The.EastTeam, The.Start.AddDays(92)));
    }
}
