using System.Net;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Tests.Pages;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Notifications;

/// <summary>Texts on their way, through a network that does what the test says.</summary>
public sealed class TextJourneys : IAsyncLifetime
{
    private const string First = "+447700900101";
    private const string Second = "+447700900191";
    private const string Voice = "+441632960101";
    private const string Referrer = "+447700900201";
    private const string Hub = "+447700900100";
    private static readonly PhoneNumber FirstPhone = The.Read<PhoneNumber>("07700 900 101");

    private readonly ScriptedCarrier carrier = new();
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start(locality: WithTwoPhones(), carrier: carrier);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task An_offer_goes_from_phone_to_phone_then_a_call_reads_it_out_and_takes_the_answer()
    {
        carrier.Answer = a => a.Body is not null ? ScriptedCarrier.Refused(30005) : ScriptedCarrier.Taken(a);
        var reference = await Offered();
        Assert.Equal([First, Second, Voice], carrier.Asked.Select(a => a.To));
        var path = $"/voice/message/{carrier.Asked[2].Key}/3";

        var said = await Post(path, ("CallSid", "CA1"));
        Assert.Contains($"Referral {string.Join(' ', reference[..4].ToCharArray())}, {string.Join(' ', reference[4..].ToCharArray())} is offered to Rapid Response East.", said);
        Assert.Contains("Press 1 to accept.", said);
        Assert.Contains("That key does nothing here.", await Post(path + "/keys", ("CallSid", "CA1"), ("Digits", "5")));
        Assert.Contains("You have accepted referral", await Post(path + "/keys", ("CallSid", "CA1"), ("Digits", "1")));
        Assert.Contains("You have accepted referral", await Post(path + "/keys", ("CallSid", "CA1"), ("Digits", "1")));
        await Post($"/voice/status/{carrier.Asked[2].Key}/3", ("CallSid", "CA1"), ("CallStatus", "completed"));

        var accepted = Assert.Single((await Referral(reference)).Json.GetProperty("history").EnumerateArray(), f => f.GetProperty("type").GetString() == "strand-accepted");
        Assert.Equal("Duty phone, Rapid Response East", accepted.GetProperty("by").GetString());
        Assert.Equal(("delivered", "Arrived"), await Standing(reference));
    }

    [Fact]
    public async Task What_cannot_be_recorded_just_now_is_said_and_can_be_pressed_again()
    {
        carrier.Answer = a => a.Body is not null ? ScriptedCarrier.Refused(30005) : ScriptedCarrier.Taken(a);
        var reference = await Offered();
        var path = $"/voice/message/{carrier.Asked[2].Key}/3/keys";
        app.Ground.Tables.IsDown = table => table == ReferralJournal.Table;
        var trouble = await Post(path, ("CallSid", "CA1"), ("Digits", "1"));
        Assert.Contains("That could not be recorded just now. Press 9", trouble);
        Assert.Contains($"{path}?silent=1", trouble);
        Assert.Contains("Please telephone the hub on 01632 960 100.", await Post(path + "?silent=2", ("CallSid", "CA1"), ("Digits", "1")));
        app.Ground.Tables.IsDown = _ => false;
        Assert.Contains("Press 1 to accept.", await Post(path + "?silent=1", ("CallSid", "CA1"), ("Digits", "9")));
        Assert.Contains("You have accepted referral", await Post(path, ("CallSid", "CA1"), ("Digits", "1")));
        Assert.Equal("accepted", (await Referral(reference))["strands.0.stage"]);
    }

    [Fact]
    public async Task A_service_declines_by_key_with_a_reason()
    {
        carrier.Answer = a => a.Body is not null ? ScriptedCarrier.Refused(30005) : ScriptedCarrier.Taken(a);
        var reference = await Offered();
        var path = $"/voice/message/{carrier.Asked[2].Key}/3";
        Assert.Contains("Press 1 for: ", await Post(path + "/keys", ("CallSid", "CA1"), ("Digits", "2")));
        Assert.Contains("goes to another service or to the hub", await Post(path + "/reason", ("CallSid", "CA1"), ("Digits", "1")));
        Assert.Contains("strand-declined", (await Referral(reference)).Each("history", "type"));
        Assert.Contains("no longer on offer to you", await Post(path, ("CallSid", "CA2")));
    }

    [Fact]
    public async Task An_offer_that_reaches_nobody_is_on_the_hubs_board_and_the_hub_is_texted()
    {
        carrier.Answer = a => a.To == Hub ? ScriptedCarrier.Taken(a) : a.Body is not null ? ScriptedCarrier.Refused(21211) : ScriptedCarrier.Taken(a);
        var reference = await Offered();
        await Post($"/voice/message/{carrier.Asked[2].Key}/3/keys?silent=2", ("CallSid", "CA1"), ("Digits", ""));
        Assert.Equal(HttpStatusCode.NoContent, await Tell($"/voice/status/{carrier.Asked[2].Key}/3", ("CallSid", "CA-" + carrier.Asked[2].Key + "-3"), ("CallStatus", "completed")));
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
    public async Task What_the_network_turns_out_to_have_is_not_sent_again()
    {
        carrier.Answer = a =>
        {
            carrier.Listed.Add(new(new("SM-found", "sent", null), a.Body!, app.Clock.GetUtcNow()));
            return ScriptedCarrier.Doubtful;
        };
        var reference = await Offered();
        await Wait(15);
        Assert.Equal("under-way", (await Standing(reference)).Standing);
        await Tell($"/sms/status/{carrier.Asked[0].Key}/1", ("MessageSid", "SM-found"), ("MessageStatus", "delivered"));
        await Wait(3600);
        Assert.Equal(("delivered", "Arrived"), await Standing(reference));
        Assert.Single(carrier.Asked);
    }

    [Fact]
    public async Task An_offer_that_stays_in_doubt_is_sent_again_and_the_doubt_is_shown_but_no_other_text_is()
    {
        carrier.Answer = a => a.Attempt == 1 ? ScriptedCarrier.Doubtful : ScriptedCarrier.Taken(a);
        var reference = await Offered();
        await Wait(15, 30, 60);
        Assert.Equal([(First, 1), (First, 2)], carrier.Asked.Select(a => (a.To, a.Attempt)));
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        await app.Settle();
        await Wait(15, 30, 60, 600);
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
        var reference = await Offered();
        await Wait(5, 15);
        Assert.Single(carrier.Asked);
        await Tell($"/sms/status/{carrier.Asked[0].Key}/1", ("MessageSid", "SM-found"), ("MessageStatus", "delivered"));
        await Wait(3600);
        Assert.Equal(("delivered", "Arrived"), await Standing(reference));
        Assert.Single(carrier.Asked);
        Assert.Equal("[]", (await app.As(TestApp.Clinician).Ask("/api/hub/failed-messages")).Body);
    }

    [Fact]
    public async Task A_telephone_that_wants_no_texts_is_passed_over_and_remembered()
    {
        carrier.Answer = a => a.To == First ? ScriptedCarrier.Refused(21610) : ScriptedCarrier.Taken(a);
        await Offered();
        Assert.Equal([First, Second], carrier.Asked.Select(a => a.To));
        Assert.True(await app.Get<OptOuts>().Has(FirstPhone));

        carrier.Asked.Clear();
        var reference = await Offered("999 000 0026");
        Assert.Equal([Second], carrier.Asked.Select(a => a.To));
        Assert.Contains("The telephone has asked for no texts: it sent STOP", (await (await Browser.Of(app, TestApp.Clinician)).Open($"/referrals/{reference}")).Text);

        await app.Get<OptOuts>().Record(FirstPhone, optedOut: false);
        Assert.False(await app.Get<OptOuts>().Has(FirstPhone));
    }

    [Fact]
    public async Task A_busy_network_is_asked_again_when_it_says_and_nothing_is_sent_of_an_offer_that_was_answered_meanwhile()
    {
        carrier.Answer = _ => ScriptedCarrier.Refused(20429, TimeSpan.FromMinutes(1));
        var reference = await Offered();
        await Wait(59);
        Assert.Single(carrier.Asked);
        await Wait(1);
        Assert.Equal(2, carrier.Asked.Count);
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        carrier.Answer = ScriptedCarrier.Taken;
        await app.Settle();
        await Wait(3600);
        Assert.Equal([First, First, Referrer], carrier.Asked.Select(a => a.To));
    }

    [Fact]
    public async Task What_is_told_before_the_answer_and_out_of_order_and_twice_stands_as_it_is()
    {
        carrier.Answer = a =>
        {
            foreach (var status in new[] { "delivered", "sent", "delivered" })
                Assert.Equal(HttpStatusCode.NoContent, Tell($"/sms/status/{a.Key}/{a.Attempt}", ("MessageSid", ScriptedCarrier.IdOf(a)), ("MessageStatus", status)).GetAwaiter().GetResult());
            return ScriptedCarrier.Taken(a);
        };
        var reference = await Offered();
        await Wait(3600);
        Assert.Equal(("delivered", "Arrived"), await Standing(reference));
        Assert.Single(carrier.Asked);
        Assert.Equal(HttpStatusCode.NoContent, await Tell("/sms/status/48217739-0003/1", ("MessageSid", "SM1"), ("MessageStatus", "sent")));
        Assert.Equal(HttpStatusCode.NoContent, await Tell("/sms/status/nonsense/1", ("MessageSid", "SM1"), ("MessageStatus", "sent")));
    }

    [Fact]
    public async Task An_offer_of_which_no_more_is_heard_is_asked_after_and_goes_to_the_next_phone()
    {
        await Offered();
        await Wait(120, 180, 300);
        Assert.Equal([First, Second], carrier.Asked.Select(a => a.To));
        Assert.Equal(1, await app.Ground.Queues.Count(QueueNames.FollowText));
    }

    [Theory]
    [InlineData("/sms/status/48217739-0003/1")]
    [InlineData("/voice/status/48217739-0003/1")]
    [InlineData("/voice/message/48217739-0003/1")]
    [InlineData("/voice/message/48217739-0003/1/keys")]
    [InlineData("/voice/message/48217739-0003/1/reason")]
    public async Task Nobody_but_the_network_may_tell(string path)
    {
        using var form = new FormUrlEncodedContent([new("MessageSid", "SM1"), new("MessageStatus", "sent"), new("Digits", "1")]);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.As(TestApp.Clinician).PostAsync(path, form)).StatusCode);
        Assert.NotEqual(HttpStatusCode.Forbidden, await Tell(path, ("MessageSid", "SM1"), ("MessageStatus", "sent"), ("Digits", "1")));
    }

    [Fact]
    public async Task A_referrer_is_texted_what_they_have_chosen_and_999_is_told_whatever_anybody_chose()
    {
        await app.Get<TextChoices>().Choose(TestApp.Gp, [ReferrerText.Visited], default);
        var reference = await Offered();
        var nurse = app.As(TestApp.RapidResponse);
        await nurse.Tell($"/api/referrals/{reference}/strands/1/accept");
        await nurse.Tell($"/api/referrals/{reference}/strands/1/visit");
        await app.As(TestApp.Clinician).Tell($"/api/referrals/{reference}/messages", new { text = "How is she?", answerWanted = true, to = "referrer" });
        await app.Settle();
        Assert.Equal(["you are asked a question", "the person was seen"], carrier.Asked.Where(a => a.To == Referrer).Select(a => a.Body!.Split(": ")[1].Split(" at ")[0].Split('.')[0]).OrderDescending());
    }

    [Fact]
    public async Task Each_sees_the_texts_that_went_to_themselves_and_the_hub_all()
    {
        var reference = await Offered();
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        await app.Settle();
        Assert.Equal(["Rapid Response East", "the referrer"], (await Referral(reference)).Each("texts", "to"));
        Assert.Equal(["the referrer"], (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}")).Each("texts", "to"));
        Assert.Equal(["Rapid Response East"], (await app.As(TestApp.RapidResponse).Ask($"/api/referrals/{reference}")).Each("texts", "to"));
    }

    /// <summary>Refers, and works on the queues until nothing is left that is due now.</summary>
    private async Task<string> Offered(string? nhsNumber = null)
    {
        var reference = await app.Refer(The.Form with { NhsNumber = nhsNumber ?? The.Form.NhsNumber });
        await app.Settle();
        return reference;
    }

    private async Task Wait(params int[] seconds)
    {
        foreach (var time in seconds)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(time));
            await app.Settle();
        }
    }

    private Task<Answer> Referral(string reference) => app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}");

    private async Task<(string Standing, string InWords)> Standing(string reference)
    {
        var referral = await Referral(reference);
        return (referral["texts.0.standing"], referral["texts.0.inWords"]);
    }

    private async Task<HttpStatusCode> Tell(string path, params (string Name, string Value)[] form) =>
        (await app.Get<OwnNetwork>().Post(path, form.Select(f => KeyValuePair.Create(f.Name, f.Value)), default)).Status;

    private async Task<string> Post(string path, params (string Name, string Value)[] form)
    {
        var (status, body) = await app.Get<OwnNetwork>().Post(path, form.Select(f => KeyValuePair.Create(f.Name, f.Value)), default);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.NoContent);
        return body;
    }

    private static Locality WithTwoPhones()
    {
        var town = LocalityFiles.Read(TestApp.Southend);
        return town with
        {
            Services = [.. town.Services.Select(s => s.Id == "rapid-response-east" ? s with { FurtherDutyPhones = [The.Read<PhoneNumber>("07700 900 191")] } : s)],
        };
    }
}
