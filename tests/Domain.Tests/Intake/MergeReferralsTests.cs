using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Tests.Intake;

public sealed class MergeReferralsTests
{
    private static readonly Given Kept = Given.Facts(The.Submitted, The.Triaged, The.MatchFound, The.MatchDecided);
    private static readonly AddedTo Said = The.AddedTo with { From = The.OtherReference, For = The.Surgery, SaidBy = The.Gp.Name, SaidFor = The.Surgery };

    [Fact]
    public void What_the_duplicate_said_is_added_for_the_organisation_that_made_it() =>
        Kept.When(Keep(Given.Another(The.Submitted))).Then(Said);

    [Fact]
    public void What_others_added_to_the_duplicate_goes_along_and_gives_them_no_more_access_than_before()
    {
        var added = The.AddedTo with { Story = The.Details.Story with { WhatChanged = "Fell again." } };
        Kept.When(Keep(Given.Another(The.Submitted, added))).Then(Said, added with { From = The.OtherReference, SaidBy = Actor.System.Name, SaidFor = The.Surgery });
    }

    [Fact]
    public void Done_again_it_changes_nothing()
    {
        Given.Facts(The.Submitted, The.Triaged, The.MatchFound, The.MatchDecided, Said).When(Keep(Given.Another(The.Submitted))).ThenNothing();
        Given.Facts(The.Submitted, The.Triaged, The.MatchFound, The.MatchDecided, Said)
            .When(Keep(Given.Another(The.Submitted, new Merged(The.Reference)))).ThenNothing();
        Given.Facts(The.Submitted, The.Merged).When((r, now) => MergeReferrals.End(Given.Another(The.Submitted), r, now)).ThenNothing();
        Given.Facts(The.Submitted, The.Triaged, The.MatchFound, The.MatchDecided, Said with { SaidBy = null, SaidFor = null }).When(Keep(Given.Another(The.Submitted))).ThenNothing();
    }

    [Fact]
    public void The_duplicate_ends_whichever_of_the_two_it_was_decided_on()
    {
        Kept.When(End(Given.Another(The.Submitted))).Then(The.Merged);
        Given.Facts(The.Submitted).When(End(
            Given.Another(The.Submitted, new MatchFound([new(The.Reference, true)]), new MatchDecided(The.Reference, true)))).Then(The.Merged);
    }

    [Fact]
    public void What_999_was_advised_for_in_the_duplicate_is_advised_for_in_the_one_that_is_kept_once()
    {
        var duplicate = Given.Another(The.Submitted, The.EmergencyAdvised);
        Kept.When(Keep(duplicate)).Then(Said, The.EmergencyAdvised);
        Given.Facts(The.Submitted, The.EmergencyAdvised, The.Triaged, The.MatchFound, The.MatchDecided).When(Keep(duplicate)).Then(Said);
        var added = The.AddedTo with { Story = The.Details.Story with { WhatChanged = "Fell again." } };
        Kept.When(Keep(Given.Another(The.Submitted, added, The.EmergencyAdvised)))
            .Then(Said, added with { From = The.OtherReference, SaidBy = Actor.System.Name, SaidFor = The.Surgery }, The.EmergencyAdvised);
    }

    [Fact]
    public void What_is_added_to_the_duplicate_between_the_two_halves_is_added_before_it_ends()
    {
        var added = The.AddedTo with { Story = The.Details.Story with { WhatChanged = "Fell again." } };
        var duplicate = Given.Another(The.Submitted, added);
        var first = Given.Facts(The.Submitted, The.Triaged, The.MatchFound, The.MatchDecided, Said);
        Assert.Equal(Refusal.MoreWasSaid, MergeReferrals.End(first.Referral, duplicate, first.Now).Refused);
        first.When(Keep(duplicate)).Then(added with { From = The.OtherReference, SaidBy = Actor.System.Name, SaidFor = The.Surgery });
    }

    [Fact]
    public void A_third_organisations_addition_is_triaged_as_theirs_and_gives_them_no_access()
    {
        var kept = Given.Facts(The.Submitted, The.Triaged, The.AddedTo with { From = The.OtherReference, SaidBy = "Jo Bell", SaidFor = The.Neighbours }).Referral;
        Assert.Equal((The.Neighbours, "Jo Bell"), (kept.Additions[3].By, kept.Additions[3].Name));
        Assert.False(kept.IsReferredBy(The.Neighbours));
    }

    [Fact]
    public void A_referral_is_never_merged_into_itself() =>
        Kept.When((r, now) => MergeReferrals.End(r, r, now)).ThenRefused(Refusal.NotTheSamePerson);

    [Fact]
    public void Its_organisation_follows_the_one_that_is_kept_and_what_it_says_is_triaged_as_theirs()
    {
        var kept = Given.Facts(The.Submitted, The.Triaged, Said with { For = The.Neighbours, SaidFor = The.Neighbours }).Referral;
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

    private static Func<Referral, DateTimeOffset, Decision> End(Referral kept) =>
        (r, now) => MergeReferrals.End(Given.After(kept, MergeReferrals.Keep(kept, r, now)), r, now);

    private static Func<Referral, DateTimeOffset, Decision> Keep(Referral duplicate) => (r, now) => MergeReferrals.Keep(r, duplicate, now);
}
