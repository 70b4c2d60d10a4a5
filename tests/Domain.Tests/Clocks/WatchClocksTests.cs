using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Clocks;

namespace SinglePointOfReferral.Domain.Tests.Clocks;

/// <summary>What the passing of time brings.</summary>
public sealed class WatchClocksTests
{
    private static readonly Given Taken = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted);
    private static readonly ClockWarned Warned = new(The.TwoHours, The.Start.AddHours(2), "rapid-response-east");
    private static readonly ClockBreached Breached = new(The.TwoHours, "rapid-response-east");

    [Fact]
    public void Nobody_is_told_before_the_time() => Watched(Taken, 89).ThenNothing();

    [Fact]
    public void A_warning_falls_due_half_an_hour_before() => Watched(Taken, 95).ThenAt(The.Start.AddMinutes(90), Warned);

    [Fact]
    public void It_is_told_once() => Watched(Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, Warned), 95).ThenNothing();

    [Fact]
    public void After_an_outage_the_warning_and_the_breach_are_both_told_in_their_order()
    {
        var told = Watched(Taken, 500).Decision.Facts;
        Assert.Equal([Warned, Breached], told.Select(f => f.Fact));
        Assert.Equal([The.Start.AddMinutes(90), The.Start.AddMinutes(120)], told.Select(f => f.Happened));
    }

    [Fact]
    public void An_offer_is_reminded_of_and_then_moves_on()
    {
        var offered = Given.Facts(The.Submitted, The.Triaged, The.Offered);
        var reminder = Assert.IsType<ClockWarned>(Assert.Single(Watched(offered, 10).Decision.Facts).Fact);
        Assert.Equal(("answer", The.Offered.AnswerBy), (reminder.Clock.Rule, reminder.Due));
        Assert.Equal(["ClockWarned", "Lapsed"], Watched(offered, 15).Decision.Facts.Select(f => f.Fact.GetType().Name));
    }

    [Fact]
    public void A_breach_that_nobody_acknowledges_is_told_to_the_next_again_and_again_but_not_for_ever()
    {
        var referral = Taken.Referral;
        var told = new List<(int Minute, string What)>();
        for (var minute = 0; minute < 600; minute++)
        {
            var now = The.Start.AddMinutes(minute);
            foreach (var fact in WatchClocks.Decide(referral, The.Town, now).Facts)
            {
                told.Add((minute, fact.Fact is BreachEscalated e ? $"step {e.Step}" : fact.Fact.GetType().Name));
                referral = referral.With(new(referral.Version + 1, fact.Happened, now, Actor.System, null, fact.Fact));
            }
        }
        Assert.Equal([(90, "ClockWarned"), (120, "ClockBreached"), (135, "step 1"), (150, "step 2"), (165, "step 3")], told);
    }

    [Fact]
    public void What_was_late_and_is_over_before_the_timer_came_is_on_record_and_told_to_nobody()
    {
        var late = Taken.At(TimeSpan.FromMinutes(150)).After(The.Visited);
        var fact = Assert.Single(WatchClocks.Decide(late, The.Town, The.Start.AddHours(8)).Facts);
        Assert.Equal((new ClockBreached(The.TwoHours, "rapid-response-east", IsOver: true), The.Start.AddHours(2)), (fact.Fact, fact.Happened));
        Assert.Empty(Domain.Notifications.TextMessages.Of(late, new(9, fact.Happened, fact.Happened, Actor.System, null, fact.Fact), The.Town));
    }

    [Fact]
    public void A_follow_up_that_nobody_answers_is_told_to_the_service_once()
    {
        var opened = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed, The.FollowUpOpened).Referral;
        var late = WatchClocks.Decide(opened, The.Town with { FollowUps = [.. The.Town.FollowUps.Where(f => f.Id == "91-days")] }, The.Start.AddDays(92)).Facts;
        var breach = Assert.IsType<ClockBreached>(Assert.Single(late).Fact);
        Assert.Equal(("91-days", "rapid-response-east"), (breach.Clock.Rule, breach.Service));
        Assert.Equal("Referral 4821 7739 is late: Follow-up at 91 days. Sign in, and say how the person is.",
            Assert.Single(Domain.Notifications.TextMessages.Of(opened, new(8, The.Start, The.Start, Actor.System, null, breach), The.Town)).Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Once_somebody_sees_to_it_or_the_person_was_seen_nobody_more_is_told(bool acknowledged) => Watched(
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, Warned, Breached, acknowledged ? new BreachAcknowledged(The.TwoHours) : The.Visited), 600)
        .ThenNothing();

    [Fact]
    public void What_can_wait_is_told_when_quiet_hours_are_over()
    {
        var twoDays = Given.Facts(The.Submitted, The.Triaged with { Strands = [new(1, Pathway.RapidResponse, Urgency.TwoDays)] }, The.Offered, The.Accepted);
        var town = The.Town with { Clocks = The.Town.Clocks with { Escalation = The.Town.Clocks.Escalation with { QuietFrom = new(20, 0), QuietUntil = new(7, 30) } } };
        Assert.Equal(The.Start.AddDays(1).AddHours(22.5), WatchClocks.NextMoment(twoDays.Referral, town));
        var warned = Assert.Single(WatchClocks.Decide(twoDays.Referral, town, The.Start.AddDays(1).AddHours(23)).Facts);
        Assert.Equal(The.Start.AddDays(1).AddHours(12), warned.Happened);
    }

    [Fact]
    public void Follow_ups_open_at_their_time_after_the_support_has_ended()
    {
        var ended = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed);
        Assert.Equal(The.Start.AddMinutes(4).AddDays(18), WatchClocks.NextMoment(ended.Referral, The.Town));
        Assert.Equal(
            ["three-weeks", "six-weeks", "91-days"],
            WatchClocks.Decide(ended.Referral, The.Town, The.Start.AddDays(100)).Facts.Select(f => f.Fact).OfType<FollowUpOpened>().Select(f => f.FollowUp));
    }

    [Fact]
    public void A_death_or_an_objection_stops_them()
    {
        Fact[] supported = [The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited];
        Assert.Null(Next(Given.Facts([.. supported, The.Closed with { Outcome = Outcome.Died }]).Referral));
        Assert.Null(Next(Given.Facts([.. supported, The.Closed, The.Corrected with { Story = The.Corrected.Story with { Objection = "Ask no more." } }]).Referral));
        Assert.Null(Next(Given.Facts([.. supported, The.Closed, The.FollowUpOpened, The.FollowedUp with { Result = FollowUpResult.Objected }]).Referral));

        static DateTimeOffset? Next(Referral referral) => WatchClocks.NextMoment(referral, The.Town) is { } at && at != Retention.Standard.EndOf(referral) ? at : null;
    }

    private static Given.Outcome Watched(Given given, int minute) =>
        given.At(TimeSpan.FromMinutes(minute)).When((r, now) => WatchClocks.Decide(r, The.Town, now));
}
