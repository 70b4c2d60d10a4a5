using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Worklist;

public sealed class WhatNextTests
{
    [Fact]
    public void Every_next_action_is_told_in_a_sentence_of_its_own()
    {
        var told = Enum.GetValues<Todo>().Select(t => WhatNext.Sentence(new("x", null, t, The.Start), "Rapid Response East")).ToList();
        Assert.All(told, s => Assert.Matches("^[A-Z].*[.]$", s));
        Assert.Equal(told.Count, told.Distinct().Count());
    }

    [Fact]
    public void A_tab_is_told_apart_by_how_the_referral_stands()
    {
        Assert.Equal("being triaged", State(The.Submitted));
        Assert.Equal("on offer", State(The.Submitted, The.TriagedInTwo, The.Offered));
        Assert.Equal("closed", State(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Closed));
        Assert.Equal("withdrawn", State(The.Submitted, The.Triaged, The.Withdrawn));
        Assert.Equal("merged", State(The.Submitted, The.Triaged, The.Merged));
    }

    private static string State(params Fact[] facts) => WhatNext.State(Given.Facts(facts).Referral, The.Town);
}
