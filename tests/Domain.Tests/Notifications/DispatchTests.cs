using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Notifications;

public sealed class DispatchTests
{
    private static readonly Way First = new(WayKind.Text, The.Read<PhoneNumber>("07700 900 101"));
    private static readonly Way Second = new(WayKind.Text, The.Read<PhoneNumber>("07700 900 102"));
    private static readonly Way Call = new(WayKind.Call, The.Read<PhoneNumber>("01632 960 101"));
    private static readonly Dispatch Offer = new("48217739-0003", TextKind.Offered, Audience.Service, "rapid-response-east", 3, "Referral 4821 7739", [First, Second, Call]);
    private static readonly Dispatch Other = new("48217739-0004", TextKind.Visited, Audience.Referrer, null, null, "Referral 4821 7739", [First]);

    [Fact]
    public void What_nobody_has_tried_is_tried_the_first_way() => Next(new NextStep.Try(0), Offer, 0);

    [Fact]
    public void What_has_arrived_has_arrived_whatever_is_told_late()
    {
        var arrived = Offer.Begin(0, The.Start).WasReported(1, "SM1", "delivered", null, At(1));
        Assert.Same(arrived, arrived.WasReported(1, "SM1", "sent", null, At(2)).WasReported(1, "SM1", "undelivered", 30003, At(3)).WasRefused(1, 429, null, At(4)).IsInDoubt(1));
        Next(new NextStep.Nothing(), arrived, 5);
        Assert.Equal(TextStanding.Delivered, TextStandings.Of(arrived, true, At(5)));
    }

    [Fact]
    public void What_was_told_before_the_answer_came_stands_when_it_comes()
    {
        var sent = Offer.Begin(0, The.Start).WasReported(1, "SM1", "sent", null, At(1)).WasReported(1, "SM1", "queued", null, At(2));
        Assert.Equal(("sent", AttemptState.Taken), (sent.Last!.Status, sent.Last.State));
    }

    [Theory]
    [InlineData(20429, 30)]
    [InlineData(30003, 30)]
    [InlineData(null, 30)]
    public void What_may_be_tried_again_is_tried_again_after_longer_and_longer_then_another_way(int? code, int after)
    {
        var text = Offer.Begin(0, The.Start).WasRefused(1, code, null, At(0));
        Next(new NextStep.Later(At(after)), text, 1);
        text = text.Begin(0, At(30)).WasRefused(2, code, null, At(30));
        Next(new NextStep.Later(At(90)), text, 31);
        text = text.Begin(0, At(90)).WasRefused(3, code, null, At(90));
        Next(new NextStep.Try(0), text, 210);
        text = text.Begin(0, At(210)).WasRefused(4, code, null, At(210));
        Next(new NextStep.Try(1), text, 210);
    }

    [Fact]
    public void The_network_is_left_alone_for_as_long_as_it_asks_but_not_for_ever()
    {
        Next(new NextStep.Later(At(120)), Offer.Begin(0, The.Start).WasRefused(1, 20429, TimeSpan.FromMinutes(2), The.Start), 60);
        Next(new NextStep.Later(At(300)), Offer.Begin(0, The.Start).WasRefused(1, 20429, TimeSpan.FromDays(2), The.Start), 60);
        Next(new NextStep.Later(At(900)), Other.Begin(0, The.Start).WasRefused(1, 20429, TimeSpan.FromDays(2), The.Start), 60);
    }

    [Theory]
    [InlineData(21610)]
    [InlineData(21635)]
    [InlineData(30006)]
    [InlineData(12345)]
    public void What_will_not_help_is_not_tried_again_and_neither_is_what_nobody_knows(int code)
    {
        Next(new NextStep.Try(1), Offer.Begin(0, The.Start).WasRefused(1, code, null, The.Start), 0);
        Next(new NextStep.GiveUp(), Other.Begin(0, The.Start).WasReported(1, "SM1", "undelivered", code, At(1)), 1);
    }

    [Fact]
    public void An_offer_in_doubt_is_looked_for_three_times_then_sent_once_more_with_the_doubt_recorded_then_another_way()
    {
        var text = Offer.Begin(0, The.Start).IsInDoubt(1);
        Next(new NextStep.Later(At(15)), text, 1);
        Next(new NextStep.Look(), text, 15);
        Next(new NextStep.Later(At(45)), text.WasLookedFor(1, At(15)), 15);
        text = text.WasLookedFor(1, At(15)).WasLookedFor(1, At(45)).WasLookedFor(1, At(105));
        Assert.Equal(AttemptState.LeftInDoubt, text.Last!.State);
        Next(new NextStep.Try(0), text, 105);
        text = LeftInDoubt(text.Begin(0, At(105)), 2);
        Next(new NextStep.Try(1), text, 300);
        Assert.All(text.Attempts, a => Assert.Equal(AttemptState.LeftInDoubt, a.State));
    }

    [Fact]
    public void An_attempt_that_the_process_did_not_outlive_is_in_doubt_like_any_other() => Next(new NextStep.Look(), Offer.Begin(0, The.Start), 15);

    [Fact]
    public void Any_other_text_in_doubt_is_not_sent_again()
    {
        var text = LeftInDoubt(Other.Begin(0, The.Start), 1);
        Next(new NextStep.GiveUp(), text, 1000);
        Assert.Equal(TextStanding.InDoubt, TextStandings.Of(text, true, At(1000)));
        Assert.Equal(TextStanding.Delivered, TextStandings.Of(text.WasReported(1, "SM1", "delivered", null, At(1001)), true, At(1001)));
    }

    [Fact]
    public void The_hub_is_rung_where_nobody_knows_whether_it_has_a_text()
    {
        var text = Other with { Kind = TextKind.EmergencyAdvised, Audience = Audience.Hub, Ways = [First, Call] };
        Next(new NextStep.Try(1), LeftInDoubt(text.Begin(0, The.Start), 1), 105);
        Next(new NextStep.Try(1), text.Begin(0, The.Start).CouldNotBeLookedFor(1, At(15)).CouldNotBeLookedFor(1, At(45)).CouldNotBeLookedFor(1, At(105)), 105);
    }

    [Fact]
    public void What_reminds_of_an_offer_is_of_use_as_long_as_that_waits_and_is_not_rung()
    {
        var warned = new Recorded(4, The.Start, The.Start, Actor.System, null, new ClockWarned(new ClockId("answer", 1, The.Start), At(900), "rapid-response-east"));
        var onOffer = Given.Facts(The.Submitted, The.Triaged, The.Offered).Referral;
        var reminder = Dispatch.Of(Assert.Single(TextMessages.Of(onOffer, warned, The.Town), t => t.Kind is TextKind.AnswerDue), warned);
        Assert.Equal((3, At(900)), (reminder.RemindsOf, reminder.Until));
        Assert.All(reminder.Ways, w => Assert.Equal(WayKind.Text, w.Kind));
        Assert.True(reminder.IsWanted(onOffer));
        Assert.False(reminder.IsWanted(Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted).Referral));
    }

    [Fact]
    public void An_offer_that_the_network_has_and_says_no_more_of_is_asked_after_and_goes_another_way_in_the_end()
    {
        var text = Offer.Begin(0, The.Start).WasReported(1, "SM1", "queued", null, The.Start);
        Next(new NextStep.Later(At(120)), text, 0);
        text = text.WasLookedFor(1, At(120)).WasLookedFor(1, At(300));
        Next(new NextStep.Look(), text, 600);
        Next(new NextStep.Try(1), text.WasLookedFor(1, At(600)), 600);
    }

    [Fact]
    public void Any_other_text_that_the_network_has_and_says_no_more_of_is_asked_after_three_times_and_stands_as_sent()
    {
        var text = Other.Begin(0, The.Start).WasReported(1, "SM1", "queued", null, The.Start);
        Next(new NextStep.Later(At(600)), text, 0);
        Next(new NextStep.Look(), text, 600);
        text = text.WasLookedFor(1, At(600)).WasLookedFor(1, At(3600)).WasLookedFor(1, At(14400));
        Next(new NextStep.Nothing(), text, 14400);
        Assert.Equal(TextStanding.Sent, TextStandings.Of(text, true, At(14400)));
        Next(new NextStep.GiveUp(), text.WasReported(1, "SM1", "undelivered", 30006, At(14401)), 14401);
    }

    [Fact]
    public void A_network_that_cannot_be_asked_is_asked_later_and_later_but_an_offer_does_not_wait_for_it()
    {
        var text = Other.Begin(0, The.Start).IsInDoubt(1).CouldNotBeLookedFor(1, At(15));
        Next(new NextStep.Later(At(30)), text, 15);
        Next(new NextStep.Later(At(60)), text.CouldNotBeLookedFor(1, At(30)), 30);
        Next(new NextStep.Later(At(36_000 + 3600)), text.CouldNotBeLookedFor(1, At(36_000)), 36_000);
        Next(new NextStep.GiveUp(), text.CouldNotBeLookedFor(1, At(86_500)), 86_500);

        var offer = Offer.Begin(0, The.Start).IsInDoubt(1);
        Next(new NextStep.Try(0), offer.CouldNotBeLookedFor(1, At(15)).CouldNotBeLookedFor(1, At(45)).CouldNotBeLookedFor(1, At(105)), 105);
    }

    [Fact]
    public void That_an_offer_was_in_doubt_stays_on_record_when_it_turns_out_to_have_arrived()
    {
        var arrived = LeftInDoubt(Offer.Begin(0, The.Start), 1).WasReported(1, "SM1", "delivered", null, At(200));
        Assert.Equal((AttemptState.Delivered, true), (arrived.Last!.State, arrived.Last.WasLeftInDoubt));
    }

    [Fact]
    public void A_call_that_nobody_pressed_a_key_on_reached_nobody()
    {
        var ringing = (Offer with { Ways = [Call] }).Begin(0, The.Start).WasReported(1, "CA1", "in-progress", null, At(9));
        Next(new NextStep.GiveUp(), ringing.WasReported(1, "CA1", "completed", null, At(40)), 40);
        Next(new NextStep.Nothing(), ringing.WasHeard(1, At(20)).WasReported(1, "CA1", "completed", null, At(40)), 40);
        Assert.True(ringing.WasReported(1, "CA1", "completed", null, At(40)).WasHeard(1, At(41)).IsDelivered);
    }

    [Fact]
    public void Nothing_more_is_sent_of_an_offer_that_is_over()
    {
        var refused = Offer.Begin(0, The.Start).WasRefused(1, 30005, null, The.Start);
        Assert.True(Offer.IsWanted(Given.Facts(The.Submitted, The.Triaged, The.Offered).Referral));
        foreach (var end in new Fact[] { The.Accepted, The.Declined, The.Lapsed, The.Withdrawn, The.OfferTakenBack })
            Assert.False(Offer.IsWanted(Given.Facts(The.Submitted, The.Triaged, The.Offered, end).Referral));
        Assert.Equal(new NextStep.Nothing(), NextSteps.Of(refused, isWanted: false, At(1)));
        Assert.Equal(TextStanding.Overtaken, TextStandings.Of(refused, isWanted: false, At(1)));
    }

    [Fact]
    public void A_service_is_texted_on_each_of_its_duty_phones_then_rung()
    {
        var service = The.Town.Service("rapid-response-east")!;
        var text = new TextMessage("k", service.DutyPhone, "b", TextKind.Offered, Audience.Service) { Service = service with { FurtherDutyPhones = [Second.To], Voice = Call.To } };
        Assert.Equal([First, Second, Call], text.Ways);
        Assert.Equal([First, First with { Kind = WayKind.Call }], (text with { Service = service }).Ways);
        Assert.Equal([First], (text with { Service = null, Audience = Audience.Referrer }).Ways);
        Assert.Equal([First, First with { Kind = WayKind.Call }], (text with { Service = null, Audience = Audience.Hub }).Ways);
    }

    [Fact]
    public void Every_code_that_is_known_has_a_meaning() => Assert.All(CarrierCodes.Known, c =>
        Assert.Matches("^[A-Z].*[a-zA-Z]$", CarrierCodes.MeaningOf(c).Replace("STOP", "stop", StringComparison.Ordinal)));

    [Fact]
    public void The_hub_is_told_once_of_what_a_service_must_know_and_could_not_be_told()
    {
        var referral = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Withdrawn).Referral;
        var told = Assert.Single(ReportNotReached.Decide(referral, "rapid-response-east", 5, TextKind.Withdrawn, At(60)).Facts).Fact;
        Assert.Equal(new ServiceNotReached(1, "rapid-response-east", 5, TextKind.Withdrawn), told);
        Assert.Empty(ReportNotReached.Decide(referral.With(new(6, At(60), At(60), Actor.System, null, told)), "rapid-response-east", 5, TextKind.Withdrawn, At(61)).Facts);
        Assert.Empty(ReportNotReached.Decide(referral, "rapid-response-east", 5, TextKind.DueSoon, At(60)).Facts);
    }

    private static Dispatch LeftInDoubt(Dispatch text, int attempt) =>
        text.WasLookedFor(attempt, At(0)).WasLookedFor(attempt, At(0)).WasLookedFor(attempt, At(0));

    private static void Next(NextStep expected, Dispatch text, int seconds) => Assert.Equal(expected, NextSteps.Of(text, isWanted: true, At(seconds)));

    private static DateTimeOffset At(int seconds) => The.Start.AddSeconds(seconds);
}
