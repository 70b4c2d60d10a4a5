using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Tests.Intake;

public sealed class MergeReferralsTests
{
    private static readonly Given Kept = Given.Facts(The.Submitted, The.Triaged, The.MatchFound, The.MatchDecided);
    private static readonly AddedTo Said = The.AddedTo with { From = The.OtherReference, For = The.Surgery };

    [Fact]
    public void What_the_duplicate_said_is_added_for_the_organisation_that_made_it() =>
        Kept.When(Keep(Given.Another(The.Submitted))).Then(Said);

    [Fact]
    public void What_others_added_to_the_duplicate_goes_along_and_gives_them_no_more_access_than_before()
    {
        var added = The.AddedTo with { Story = The.Details.Story with { WhatChanged = "Fell again." } };
        Kept.When(Keep(Given.Another(The.Submitted, added))).Then(Said, added with { From = The.OtherReference });
    }

    [Fact]
    public void Done_again_it_changes_nothing()
    {
        Given.Facts(The.Submitted, The.Triaged, The.MatchFound, The.MatchDecided, Said).When(Keep(Given.Another(The.Submitted))).ThenNothing();
        Given.Facts(The.Submitted, The.Triaged, The.MatchFound, The.MatchDecided, Said)
            .When(Keep(Given.Another(The.Submitted, new Merged(The.Reference)))).ThenNothing();
        Given.Facts(The.Submitted, The.Merged).When((r, now) => MergeReferrals.End(Given.Another(The.Submitted), r, now)).ThenNothing();
    }

    [Fact]
    public void The_duplicate_ends_whichever_of_the_two_it_was_decided_on()
    {
        Kept.When((r, now) => MergeReferrals.End(Given.Another(The.Submitted), r, now)).Then(The.Merged);
        Given.Facts(The.Submitted).When((r, now) => MergeReferrals.End(
            Given.Another(The.Submitted, new MatchFound([new(The.Reference, true)]), new MatchDecided(The.Reference, true)), r, now)).Then(The.Merged);
    }

    [Fact]
    public void A_referral_is_never_merged_into_itself() =>
        Kept.When((r, now) => MergeReferrals.End(r, r, now)).ThenRefused(Refusal.NotTheSamePerson);

    [Fact]
    public void Its_organisation_follows_the_one_that_is_kept_and_what_it_says_is_triaged_as_theirs()
    {
        var kept = Given.Facts(The.Submitted, The.Triaged, Said with { For = The.Neighbours }).Referral;
        Assert.True(kept.IsReferredBy(The.Neighbours));
        Assert.Equal([The.Surgery, The.Neighbours], kept.Referrers);
        Assert.Equal(The.Neighbours, kept.Additions[3].By);
        Assert.False(kept.IsReferredBy(The.EastTeam));
    }

    [Fact]
    public void What_was_merged_is_over()
    {
        var merged = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Merged).Referral;
        Assert.False(merged.IsOpen);
        Assert.Equal(The.OtherReference, merged.MergedInto);
    }

    private static Func<Referral, DateTimeOffset, Decision> Keep(Referral duplicate) => (r, now) => MergeReferrals.Keep(r, duplicate, now);
}
