using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Messages;

namespace SinglePointOfReferral.Domain.Tests.Clocks;

/// <summary>When clocks start, wait, run out and stop.</summary>
public sealed class ReferralClockTests
{
    private static readonly Given Taken = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted);
    private static readonly Given Seen = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited);

    [Fact]
    public void The_two_hours_run_from_receipt_and_stop_at_the_first_contact()
    {
        var (running, stopped) = (Clock(Taken.Referral, "two-hours"), Clock(Seen.Referral, "two-hours"));
        Assert.Equal((The.Start, The.Start.AddHours(2), The.Start.AddMinutes(90)), (running.Id.Since, running.WorkingDue, running.WarnAt));
        Assert.True(running.IsRunning);
        Assert.Null(running.TimeTaken);
        Assert.Equal(TimeSpan.FromMinutes(4), stopped.TimeTaken);
        Assert.False(stopped.IsBreachedAt(The.Start.AddYears(1)));
    }

    [Fact]
    public void A_question_to_the_referrer_moves_the_working_due_time_until_it_is_answered_and_never_what_was_promised()
    {
        var asked = Taken.At(TimeSpan.FromMinutes(10)).Asked(The.EastTeam, Side.Referrer);
        Assert.Equal(The.Start.AddMinutes(150), Clock(asked.Referral, "two-hours").WorkingDue);
        var answered = asked.At(TimeSpan.FromMinutes(18)).After(new MessageSent("At noon.", InAnswerTo: asked.Referral.Version));
        Assert.Equal(The.Start.AddMinutes(128), Clock(answered, "two-hours").WorkingDue);
        Assert.Equal(The.Start.AddHours(2), Clock(answered, "two-hours").Due);
        Assert.Equal(The.Start.AddHours(2), ReferralClocks.SeeBy(answered.Strands[0], The.Town));
        Assert.True(Clock(asked.Referral, "two-hours").IsPausedAt(The.Start.AddMinutes(20)));
        Assert.False(Clock(asked.Referral, "two-hours").IsPausedAt(The.Start.AddMinutes(45)));
    }

    [Theory]
    [InlineData("RRT02", Side.Referrer)]
    [InlineData("RRT01", Side.Hub)]
    public void A_question_of_another_service_or_to_somebody_else_pauses_nothing(string by, Side of) => Assert.Equal(
        The.Start.AddHours(2), Clock(Given.Facts(The.Submitted, The.TriagedInTwo, The.Offered, The.Accepted, The.Offered with { Strand = 2, Provider = The.WestTeam })
            .Asked(The.Read<Domain.Values.OdsCode>(by), of).Referral, "two-hours").WorkingDue);

    [Fact]
    public void A_visit_in_vain_gives_an_hour_until_the_next()
    {
        var tried = Taken.At(TimeSpan.FromMinutes(60)).After(The.VisitAttempted);
        Assert.Equal(The.Start.AddHours(3), Clock(tried, "two-hours").WorkingDue);
        var again = tried.With(new(tried.Version + 1, The.Start.AddMinutes(80), The.Start.AddMinutes(80), Actor.System, null, The.VisitAttempted));
        Assert.Equal(The.Start.AddMinutes(120 + 20 + 60), Clock(again, "two-hours").WorkingDue);
    }

    [Fact]
    public void What_comes_after_the_time_is_up_no_longer_moves_it() =>
        Assert.Equal(The.Start.AddHours(2), Clock(Taken.At(TimeSpan.FromMinutes(121)).After(The.VisitAttempted), "two-hours").WorkingDue);

    [Fact]
    public void A_visit_recorded_late_that_was_in_time_was_in_time()
    {
        var late = Taken.At(TimeSpan.FromHours(3)).After(The.ClockBreached);
        var seen = late.With(new(late.Version + 1, The.Start.AddMinutes(100), The.Start.AddHours(4), Actor.System, null, The.Visited));
        Assert.False(Clock(seen, "two-hours").IsBreachedAt(The.Start.AddHours(5)));
        Assert.Empty(ClockMarks.Of(seen, The.Town));
        Assert.Equal([ClockMarks.NobodySeesToIt], ClockMarks.Of(late, The.Town));
    }

    [Fact]
    public void A_stay_that_is_extended_runs_to_its_new_end_and_is_reviewed_a_week_before()
    {
        var longer = Seen.At(TimeSpan.FromDays(40)).After(The.SupportExtended);
        Assert.Equal(The.SupportExtended.Until, Clock(longer, "support").Due);
        Assert.Equal(The.SupportExtended.Until.AddDays(-7), Clock(longer, "review").Due);
        Assert.Equal(The.Start.AddMinutes(4).AddDays(42), Clock(Seen.Referral, "support").Due);
    }

    [Fact]
    public void A_bed_has_its_own_longest_stay()
    {
        var bed = Given.Facts(The.Submitted, The.Triaged, The.Offered with { LongestStayDays = 14 }, The.Accepted, The.Visited).Referral;
        Assert.Equal(The.Start.AddMinutes(4).AddDays(14), Clock(bed, "support").Due);
    }

    [Fact]
    public void A_referral_taken_down_in_part_is_rung_back_first_and_then_triaged()
    {
        var begun = Given.Facts(The.Submitted with { Missing = ["name"] }).Referral;
        Assert.Equal(["ring-back"], ReferralClocks.Of(begun, The.Town).Select(c => c.Rule.Id));
        var complete = Given.Facts(The.Submitted with { Missing = ["name"] }, The.Corrected with { Completes = true }).Referral;
        Assert.Equal(The.Start.AddMinutes(31), Clock(complete, "triage").Due);
        Assert.Equal(TimeSpan.FromMinutes(1), Clock(complete, "ring-back").TimeTaken);
    }

    [Fact]
    public void What_is_added_is_triaged_in_time_too_and_its_clock_runs_from_when_it_was_said()
    {
        var added = Taken.At(TimeSpan.FromMinutes(60)).After(The.AddedTo);
        var waits = ReferralClocks.Of(added, The.Town).Single(c => c.Rule.Id == "triage" && c.IsRunning);
        Assert.Equal((The.Start.AddMinutes(60), The.Start.AddMinutes(90)), (waits.Id.Since, waits.Due));
        var triaged = added.With(new(added.Version + 1, The.Start.AddMinutes(80), The.Start.AddMinutes(80), Actor.System, null,
            new AdditionTriaged(added.Version, [new(2, Pathway.Reablement, Urgency.TwoDays)], [], [], "rules-1")));
        Assert.DoesNotContain(ReferralClocks.Of(triaged, The.Town), c => c.Rule.Id == "triage" && c.IsRunning);
        Assert.Equal(The.Start.AddMinutes(60).AddDays(2), ReferralClocks.SeeBy(triaged.Strands[1], The.Town));
    }

    [Fact]
    public void Hours_of_the_service_that_has_it_are_the_only_ones_that_count_where_the_locality_wants_that()
    {
        var nineToFive = new OpeningHours([.. Enumerable.Repeat<System.Collections.Immutable.ImmutableArray<OpenPeriod>>([new(9 * 60, 17 * 60, 17 * 60)], 7)], []);
        var town = The.Town with
        {
            Services = [.. The.Town.Services.Select(s => s with { Hours = nineToFive })],
            Clocks = The.Town.Clocks with
            {
                Rules = [.. The.Town.Clocks.Rules.Select(r => r.Id == "two-hours" ? r with { Length = new(10.5m, LengthUnit.ServiceHours) } : r)],
            },
        };
        Assert.Equal(The.Start.AddDays(1).AddHours(2.5), Clock(Taken.Referral, "two-hours", town).Due);
    }

    [Fact]
    public void Every_clock_says_in_words_how_it_stands() => Assert.Equal(
    [
        "30 minutes left.", "10 minutes late. Nobody has said that they see to it.", "10 minutes late: traffic or distance.", "Took 4 minutes, in time.",
    ],
    [
        Told(Taken.Referral, 90), Told(Taken.At(TimeSpan.FromHours(2)).After(The.ClockBreached), 130),
        Told(Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.ClockBreached, The.BreachAcknowledged, The.BreachExplained).Referral, 130), Told(Seen.Referral, 500),
    ]);

    private static string Told(Referral referral, int minute) =>
        PlainClock.Stands(Clock(referral, "two-hours"), Breaches.Of(referral).FirstOrDefault(), The.Start.AddMinutes(minute));

    private static Clock Clock(Referral referral, string rule, Locality? town = null) =>
        ReferralClocks.Of(referral, town ?? The.Town).Single(c => c.Rule.Id == rule && c.Id.Strand is null or 1);
}
