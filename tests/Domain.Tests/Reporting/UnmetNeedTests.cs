using SinglePointOfReferral.Domain.Reporting;

namespace SinglePointOfReferral.Domain.Tests.Reporting;

public sealed class UnmetNeedTests
{
    [Fact]
    public void What_was_declined_for_want_of_capacity_is_counted_there_and_not_again_with_the_hub()
    {
        var full = The.HandedToHub with { Because = HandedOverBecause.NoCapacity };
        Assert.Equal(
            [new(4, Pathway.RapidResponse, Urgency.TwoHours, "SS1", "rapid-response-east", The.Start.AddMinutes(3))],
            In(The.Submitted, The.Triaged, The.Offered, The.Declined, full));
        Assert.Equal(
            [new(3, Pathway.RapidResponse, Urgency.TwoHours, "SS1", null, The.Start.AddMinutes(2))], In(The.Submitted, The.Triaged, full));
    }

    [Fact]
    public void Any_other_reason_is_none() =>
        Assert.Empty(In(The.Submitted, The.Triaged, The.Offered, The.Declined with { Reason = Domain.DeclineReason.Other }, The.HandedToHub));

    [Fact]
    public void It_keeps_the_pathway_that_was_wanted_then() => Assert.Equal(
        [Pathway.RapidResponse], In(The.Submitted, The.Triaged, The.Offered, The.Declined, The.Overridden).Select(u => u.Pathway));

    private static IReadOnlyList<UnmetNeed> In(params Fact[] facts)
    {
        var recorded = facts.Select((fact, i) => new Recorded(i + 1, The.Start.AddMinutes(i), The.Start.AddMinutes(i), i == 0 ? The.Gp : Actor.System, null, fact)).ToList();
        return UnmetNeed.In(Referral.From(The.Reference, recorded), recorded);
    }
}
