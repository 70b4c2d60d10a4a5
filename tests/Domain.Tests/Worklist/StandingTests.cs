using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Worklist;

/// <summary>Where a referral stands, for those who may not read it.</summary>
public sealed class StandingTests
{
    [Fact]
    public void It_is_told_at_every_stage_in_a_sentence_that_names_nobody()
    {
        Assert.Equal("A service is being found.", Told(The.Submitted));
        Assert.Equal("A service is being found.", Told(The.Submitted, The.Triaged));
        Assert.Equal("It is on offer to a service.", Told(The.Submitted, The.Triaged, The.Offered));
        Assert.Equal("A service is being found.", Told(The.Submitted, The.Triaged, The.HandedToHub));
        Assert.Equal("A service has accepted it, and the person is to be seen by 11:00 today.", Told(The.Submitted, The.Triaged, The.Offered, The.Accepted));
        Assert.Equal("The person has been seen and is supported.", Told(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited));
        Assert.Equal("It is closed.", Told(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Closed));
    }

    [Fact]
    public void Of_two_strands_the_one_that_is_to_be_acted_on_sooner_is_told() =>
        Assert.Equal(Stage.OnOffer, Standing.Of(Given.Facts(The.Submitted, The.TriagedInTwo, The.Offered).Referral, The.Town).Stage);

    private static string Told(params Fact[] facts) => Standing.Of(Given.Facts(facts).Referral, The.Town).Sentence(The.Start);
}
