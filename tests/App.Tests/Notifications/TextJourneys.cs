using System.Net;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Tests.Pages;
using static SinglePointOfReferral.App.Tests.Notifications.TextsOut;

namespace SinglePointOfReferral.App.Tests.Notifications;

/// <summary>Texts on their way, through a network that does what the test says.</summary>
public sealed class TextJourneys : IAsyncLifetime
{
    private readonly ScriptedCarrier carrier = new();
    private TestApp app = null!;
    private TextsOut texts = null!;

    public async Task InitializeAsync() => texts = new(app = await TestApp.Start(locality: WithTwoPhones(), carrier: carrier));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task An_offer_goes_from_phone_to_phone_then_a_call_reads_it_out_and_takes_the_answer()
    {
        carrier.Answer = a => a.Body is not null ? ScriptedCarrier.Refused(30005) : ScriptedCarrier.Taken(a);
        var reference = await texts.Offered();
        Assert.Equal([First, Second, Voice], carrier.Asked.Select(a => a.To));
        var path = $"/voice/message/{carrier.Asked[2].Key}/3";

        var said = await texts.Post(path, ("CallSid", "CA1"));
        Assert.Contains($"Referral {string.Join(' ', reference[..4].ToCharArray())}, {string.Join(' ', reference[4..].ToCharArray())} is offered to Rapid Response East.", said);
        Assert.Contains("Press 1 to accept.", said);
        Assert.Contains("That key does nothing here.", await texts.Post(path + "/keys", ("CallSid", "CA1"), ("Digits", "5")));
        Assert.Contains("You have accepted referral", await texts.Post(path + "/keys", ("CallSid", "CA1"), ("Digits", "1")));
        Assert.Contains("You have accepted referral", await texts.Post(path + "/keys", ("CallSid", "CA1"), ("Digits", "1")));
        await texts.Post($"/voice/status/{carrier.Asked[2].Key}/3", ("CallSid", "CA1"), ("CallStatus", "completed"));

        var accepted = Assert.Single((await texts.Referral(reference)).Json.GetProperty("history").EnumerateArray(), f => f.GetProperty("type").GetString() == "strand-accepted");
        Assert.Equal("Duty phone, Rapid Response East", accepted.GetProperty("by").GetString());
        Assert.Equal(("delivered", "Arrived"), await texts.Standing(reference));
    }

    [Fact]
    public async Task What_cannot_be_recorded_just_now_is_said_and_can_be_pressed_again()
    {
        carrier.Answer = a => a.Body is not null ? ScriptedCarrier.Refused(30005) : ScriptedCarrier.Taken(a);
        var reference = await texts.Offered();
        var path = $"/voice/message/{carrier.Asked[2].Key}/3/keys";
        app.Ground.Tables.IsDown = table => table == ReferralJournal.Table;
        var trouble = await texts.Post(path, ("CallSid", "CA1"), ("Digits", "1"));
        Assert.Contains("That could not be recorded just now. Press 9", trouble);
        Assert.Contains($"{path}?silent=1", trouble);
        Assert.Contains("Please telephone the hub on 01632 960 100.", await texts.Post(path + "?silent=2", ("CallSid", "CA1"), ("Digits", "1")));
        app.Ground.Tables.IsDown = _ => false;
        Assert.Contains("Press 1 to accept.", await texts.Post(path + "?silent=1", ("CallSid", "CA1"), ("Digits", "9")));
        Assert.Contains("You have accepted referral", await texts.Post(path, ("CallSid", "CA1"), ("Digits", "1")));
        Assert.Equal("accepted", (await texts.Referral(reference))["strands.0.stage"]);
    }

    [Fact]
    public async Task A_call_in_doubt_that_is_answered_is_not_made_again()
    {
        carrier.Answer = a => a.Body is not null ? ScriptedCarrier.Refused(30005) : ScriptedCarrier.Doubtful;
        await texts.Offered();
        await texts.Post($"/voice/message/{carrier.Asked[2].Key}/3", ("CallSid", "CA1"));
        await texts.Wait(15, 30, 60);
        Assert.Equal([First, Second, Voice], carrier.Asked.Select(a => a.To));
    }

    [Fact]
    public async Task A_service_declines_by_key_with_a_reason()
    {
        carrier.Answer = a => a.Body is not null ? ScriptedCarrier.Refused(30005) : ScriptedCarrier.Taken(a);
        var reference = await texts.Offered();
        var path = $"/voice/message/{carrier.Asked[2].Key}/3";
        Assert.Contains("Press 1 for: ", await texts.Post(path + "/keys", ("CallSid", "CA1"), ("Digits", "2")));
        Assert.Contains("goes to another service or to the hub", await texts.Post(path + "/reason", ("CallSid", "CA1"), ("Digits", "1")));
        Assert.Contains("strand-declined", (await texts.Referral(reference)).Each("history", "type"));
        Assert.Contains("no longer on offer to you", await texts.Post(path, ("CallSid", "CA2")));
    }

    [Fact]
    public async Task An_offer_that_reaches_nobody_is_on_the_hubs_board_and_the_hub_is_texted()
    {
        carrier.Answer = a => a.To == Hub ? ScriptedCarrier.Taken(a) : a.Body is not null ? ScriptedCarrier.Refused(21211) : ScriptedCarrier.Taken(a);
        var reference = await texts.Offered();
        await texts.Post($"/voice/message/{carrier.Asked[2].Key}/3/keys?silent=2", ("CallSid", "CA1"), ("Digits", ""));
        Assert.Equal(HttpStatusCode.NoContent, await texts.Tell($"/voice/status/{carrier.Asked[2].Key}/3", ("CallSid", "CA-" + carrier.Asked[2].Key + "-3"), ("CallStatus", "completed")));
        await app.Settle();
        Assert.Equal($"Referral {reference[..4]} {reference[4..]}: Rapid Response East could be reached by no text and no call. Ring them, or sign in to find another.", carrier.Asked[^1].Body);
        Assert.Equal(Hub, carrier.Asked[^1].To);
        Assert.Contains("No text and no call has reached them. Ring them on 01632 960 101", (await (await Browser.Of(app, TestApp.Clinician)).Open($"/referrals/{reference}")).Text);
        Assert.Contains("Service not reached", (await (await Browser.Of(app, TestApp.Clinician)).Open("/hub")).Text);

        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        await app.Settle();
        Assert.DoesNotContain("Service not reached", (await (await Browser.Of(app, TestApp.Clinician)).Open("/hub")).Text);
    }

    [Fact]
    public async Task A_service_that_cannot_be_told_that_a_referral_was_withdrawn_is_left_to_the_hub_to_ring()
    {
        var reference = await texts.Offered();
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        await app.Settle();
        carrier.Answer = a => a.To == Hub ? ScriptedCarrier.Taken(a) : ScriptedCarrier.Refused(21211);
        await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "admitted-to-hospital" });
        await app.Settle();
        Assert.Equal($"Referral {reference[..4]} {reference[4..]}: nobody can tell whether Rapid Response East has heard that it was withdrawn. Ring them.", carrier.Asked[^1].Body);
        Assert.Contains("Nobody can tell whether Rapid Response East has heard that it was withdrawn: the hub rings them.", (await (await Browser.Of(app, TestApp.Clinician)).Open($"/referrals/{reference}")).Text);
    }

    [Fact]
    public async Task A_text_that_the_network_could_not_deliver_and_did_not_tell_of_is_found_out()
    {
        carrier.Knows = id => new(id, "undelivered", 30006);
        var reference = await texts.Offered();
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        await app.Settle();
        Assert.Equal("sent", (await texts.Referral(reference))["texts.1.standing"]);
        await texts.Wait(600);
        Assert.Equal("not-delivered", (await texts.Referral(reference))["texts.1.standing"]);
    }

    [Fact]
    public async Task What_the_network_turns_out_to_have_is_not_sent_again()
    {
        carrier.Answer = a =>
        {
            carrier.Listed.Add(new(new("SM-found", "sent", null), a.Body!, app.Clock.GetUtcNow()));
            return ScriptedCarrier.Doubtful;
        };
        var reference = await texts.Offered();
        await texts.Wait(15);
        Assert.Equal("under-way", (await texts.Standing(reference)).Standing);
        await texts.Tell($"/sms/status/{carrier.Asked[0].Key}/1", ("MessageSid", "SM-found"), ("MessageStatus", "delivered"));
        await texts.Wait(3600);
        Assert.Equal(("delivered", "Arrived"), await texts.Standing(reference));
        Assert.Single(carrier.Asked);
    }

    [Fact]
    public async Task An_offer_that_stays_in_doubt_is_sent_again_and_the_doubt_is_shown_but_no_other_text_is()
    {
        carrier.Answer = a => a.Attempt == 1 ? ScriptedCarrier.Doubtful : ScriptedCarrier.Taken(a);
        var reference = await texts.Offered();
        await texts.Wait(15, 30, 60);
        Assert.Equal([(First, 1), (First, 2)], carrier.Asked.Select(a => (a.To, a.Attempt)));
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        await app.Settle();
        await texts.Wait(15, 30, 60, 600);
        Assert.Equal([(First, 1), (First, 2), (Referrer, 1)], carrier.Asked.Select(a => (a.To, a.Attempt)));
        var page = (await (await Browser.Of(app, TestApp.Clinician)).Open($"/referrals/{reference}")).Text;
        Assert.Contains("In doubt That it was accepted, to the referrer (07700 900 201),", page);
        Assert.Contains("In doubt: nobody can tell whether it arrived", page);
        Assert.Contains("the number that ends in 201", (await (await Browser.Of(app, TestApp.Gp)).Open($"/referrals/{reference}")).Text);
    }

    [Fact]
    public async Task What_the_process_did_not_live_to_hear_is_looked_for_and_found()
    {
        carrier.Answer = a =>
        {
            carrier.Listed.Add(new(new("SM-found", "sent", null), a.Body!, app.Clock.GetUtcNow()));
            throw new InvalidOperationException("The process ends here.");
        };
        var reference = await texts.Offered();
        await texts.Wait(5, 15);
        Assert.Single(carrier.Asked);
        await texts.Tell($"/sms/status/{carrier.Asked[0].Key}/1", ("MessageSid", "SM-found"), ("MessageStatus", "delivered"));
        await texts.Wait(3600);
        Assert.Equal(("delivered", "Arrived"), await texts.Standing(reference));
        Assert.Single(carrier.Asked);
        Assert.Equal("[]", (await app.As(TestApp.Clinician).Ask("/api/hub/failed-messages")).Body);
    }
}
