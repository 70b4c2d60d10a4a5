using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Support;

public sealed class AttemptTests
{
    private static readonly Given Taken = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted).At(TimeSpan.FromHours(1));
    private static readonly Given Tried = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.VisitAttempted);

    [Fact]
    public void A_visit_in_vain_is_recorded_at_the_time_it_happened() =>
        Taken.When(Attempt(NoAccess.NobodyAnswered, -20)).ThenAt(The.Start.AddMinutes(40), The.VisitAttempted);

    [Fact]
    public void It_may_happen_again_and_again() => Tried.At(TimeSpan.FromHours(1)).When(Attempt(NoAccess.NobodyAnswered, 0)).Then(The.VisitAttempted);

    [Fact]
    public void The_same_told_twice_is_once() => Tried.At(TimeSpan.FromMinutes(4)).When(Attempt(NoAccess.NobodyAnswered, 0)).ThenNothing();

    [Fact]
    public void It_stops_no_clock()
    {
        Assert.Equal(ReferralClocks.SeeBy(Taken.Referral.Strands[0], The.Town), ReferralClocks.SeeBy(Tried.Referral.Strands[0], The.Town));
        Assert.Equal(Todo.Visit, NextActions.Of(Tried.Referral, The.Town)!.Todo);
        Assert.Null(Tried.Referral.Strands[0].VisitedAt);
        Tried.When((r, now) => RecordVisit.Decide(r, 1, The.EastTeam, now, "Written note", now)).Then(The.Visited);
    }

    [Fact]
    public void The_referral_is_marked_until_the_person_was_seen()
    {
        Assert.Empty(Taken.Referral.Marks);
        Assert.Equal([Referral.NotSeen], Tried.Referral.Marks);
        Assert.Empty(Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.VisitAttempted, The.Visited).Referral.Marks);
    }

    private static Func<Referral, DateTimeOffset, Decision> Attempt(NoAccess reason, int minutes) =>
        (r, now) => AttemptVisit.Decide(r, 1, The.EastTeam, reason, now.AddMinutes(minutes), "Written note", now);
}
