namespace SinglePointOfReferral.Domain.Tests;

public sealed class ConventionTests
{
    [Fact]
    public void The_domain_refers_to_nothing_but_the_language() => Assert.All(
        typeof(Referral).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name));

    [Fact]
    public void Every_kind_of_fact_has_a_name_in_storage_and_an_example()
    {
        var kinds = typeof(Fact).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Fact)) && !t.IsAbstract).ToHashSet();
        Assert.Equal(kinds, FactNames.All.Values.ToHashSet());
        Assert.Equal(kinds, The.OfEachKind.Select(f => f.GetType()).ToHashSet());
        Assert.All(FactNames.All.Keys, name => Assert.Matches("^[a-z]+(-[a-z]+)+$", name));
    }

    [Fact]
    public void That_something_was_offered_to_a_provider_is_never_forgotten()
    {
        var referral = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Declined).Referral;
        Assert.True(referral.WasOfferedTo(The.EastTeam));
        Assert.False(referral.WasOfferedTo(The.WestTeam));
    }

    [Fact]
    public void A_referral_starts_with_one_submission_by_somebody_in_an_organisation()
    {
        var submitted = new Recorded(1, The.Start, The.Start, The.Gp, null, The.Submitted);
        Assert.Throws<ArgumentException>(() => Referral.From(The.Reference, []));
        Assert.Throws<InvalidOperationException>(() => Referral.From(The.Reference, [submitted with { Fact = The.Triaged }]));
        Assert.Throws<InvalidOperationException>(() => Referral.From(The.Reference, [submitted with { By = Actor.System }]));
        Assert.Throws<InvalidOperationException>(() => Referral.From(The.Reference, [submitted, submitted]));
    }
}
