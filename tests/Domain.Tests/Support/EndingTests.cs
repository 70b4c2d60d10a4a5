using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.Domain.Tests.Support;

/// <summary>What a strand ends with, and what is asked for after it.</summary>
public sealed class EndingTests
{
    private static readonly Given Seen = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited);

    [Fact]
    public void What_came_of_it_is_kept_with_the_end_and_happened_when_the_support_ended()
    {
        var town = The.Town with { Instruments = [new("barthel", "Modified Barthel Index", 0, 20)] };
        var ended = The.Start.AddDays(20);
        var ending = new Ending(Outcome.ReducedSupport, " Written note ", null, ended, true, 10, 3.5m, [new("barthel", 15)]);
        (Seen with { Now = The.Start.AddDays(22) }).When((r, now) => CloseStrand.Decide(r, 1, The.EastTeam, isHub: false, ending, town, now))
            .ThenAt(ended, new Closed(1, Outcome.ReducedSupport, "Written note", null, true, 10, 3.5m, [new("barthel", 15)]));
    }

    [Fact]
    public void What_the_person_needs_next_is_asked_for_in_the_same_act() => Seen.When(Then(Pathway.Reablement)).Then(
        new Closed(1, Outcome.SameSupport), new StrandAdded(2, Pathway.Reablement, Urgency.TwoDays, AddedBecause.Asked, "To cook again"));

    [Fact]
    public void More_of_the_same_kind_can_be_asked_for_once_it_has_ended()
    {
        var after = Given.After(Seen.Referral, Then(Pathway.RapidResponse)(Seen.Referral, Seen.Now));
        Assert.Equal([Stage.Closed, Stage.AwaitingOffer], after.Strands.Select(s => s.Stage));
        Assert.Empty(Then(Pathway.RapidResponse)(after, Seen.Now).Facts);
    }

    [Fact]
    public void Whatever_the_support_the_person_can_decline_move_die_or_not_be_found() => Assert.All(Enum.GetValues<Pathway>(), pathway =>
    {
        Assert.Empty(new[] { Outcome.PersonDeclined, Outcome.MovedAway, Outcome.Died, Outcome.CouldNotContact }.Except(Outcomes.For(pathway)));
        Assert.Equal(Outcomes.For(pathway).Count, Outcomes.For(pathway).Distinct().Count());
    });

    [Fact]
    public void Every_outcome_can_come_of_some_support() =>
        Assert.Empty(Enum.GetValues<Outcome>().Except(Enum.GetValues<Pathway>().SelectMany(Outcomes.For)));

    private static Func<Referral, DateTimeOffset, Decision> Then(Pathway pathway) => (r, now) => CloseStrand.Decide(
        r, 1, The.EastTeam, isHub: false, new(Outcome.SameSupport, Onward: new(pathway, Urgency.TwoDays, "To cook again")), The.Town, now);
}
