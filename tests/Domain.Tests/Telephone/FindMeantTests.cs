using SinglePointOfReferral.Domain.Telephone;

namespace SinglePointOfReferral.Domain.Tests.Telephone;

public sealed class FindMeantTests
{
    private static readonly HashSet<string> East = ["rapid-response-east"];
    private static readonly HashSet<string> West = ["rapid-response-west"];

    [Fact]
    public void A_phone_means_the_strand_that_is_on_offer_to_its_service() =>
        Assert.Equal((1, null), Find(ReplyWord.Accept, East, The.Submitted, The.Triaged, The.Offered));

    [Fact]
    public void Of_what_is_on_offer_to_another_service_no_more_is_told_than_of_what_is_not_there()
    {
        Assert.Equal((null, Refusal.NotOfferedToYou), Find(ReplyWord.Accept, West, The.Submitted, The.Triaged, The.Offered));
        Assert.Equal((null, Refusal.NotOfferedToYou), Find(ReplyWord.Accept, West, The.Submitted, The.Triaged, The.Offered, The.Withdrawn));
        Assert.Equal((null, Refusal.NotOfferedToYou), (FindMeant.Of(null, West, ReplyWord.Accept)?.Number, FindMeant.WhyNot(null, West, The.Start)));
    }

    [Fact]
    public void An_offer_that_lapsed_is_told_to_the_phone_that_had_it() =>
        Assert.Equal((null, Refusal.OfferLapsed), Find(ReplyWord.Accept, East, The.Submitted, The.Triaged, The.Offered, The.Lapsed));

    [Fact]
    public void An_offer_that_was_declined_has_not_lapsed()
    {
        Fact[] facts = [The.Submitted, The.Triaged, The.Offered, The.Declined];
        Assert.Equal((null, Refusal.NotOfferedToYou), Find(ReplyWord.Accept, East, facts));
        var story = Given.Facts(facts);
        Assert.Equal(The.Start.AddMinutes(3), FindMeant.DeclinedAt(story.Referral, East));
        Assert.Null(FindMeant.DeclinedAt(story.Referral, West));
    }

    [Fact]
    public void A_referral_that_has_ended_is_told_to_the_phone_that_had_it() =>
        Assert.Equal((null, Refusal.AlreadyClosed), Find(ReplyWord.Visited, East, The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed));

    [Fact]
    public void Of_two_strands_the_word_means_the_one_that_it_fits()
    {
        Fact[] both = [The.Submitted, The.Triaged, The.Offered, The.Accepted, The.StrandAdded, The.Offered with { Strand = 2 }];
        Assert.Equal((2, null), Find(ReplyWord.Accept, East, both));
        Assert.Equal((1, null), Find(ReplyWord.Visited, East, both));
    }

    private static (int?, Refusal?) Find(ReplyWord word, HashSet<string> services, params Fact[] facts)
    {
        var referral = Given.Facts(facts).Referral;
        var strand = FindMeant.Of(referral, services, word);
        return (strand?.Number, strand is null ? FindMeant.WhyNot(referral, services, The.Start.AddHours(1)) : null);
    }
}
