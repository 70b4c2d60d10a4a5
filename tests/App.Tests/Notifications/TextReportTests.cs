using System.Net;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Tests.Pages;
using static SinglePointOfReferral.App.Tests.Notifications.TextsOut;

namespace SinglePointOfReferral.App.Tests.Notifications;

/// <summary>What the network tells of texts, whom it tells nothing, and who sees them.</summary>
public sealed class TextReportTests : IAsyncLifetime
{
    private readonly ScriptedCarrier carrier = new();
    private TestApp app = null!;
    private TextsOut texts = null!;

    public async Task InitializeAsync() => texts = new(app = await TestApp.Start(locality: WithTwoPhones(), carrier: carrier));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_telephone_that_wants_no_texts_is_passed_over_and_remembered()
    {
        carrier.Answer = a => a.To == First ? ScriptedCarrier.Refused(21610) : ScriptedCarrier.Taken(a);
        await texts.Offered();
        Assert.Equal([First, Second], carrier.Asked.Select(a => a.To));
        Assert.True(await app.Get<OptOuts>().Has(FirstPhone));

        carrier.Asked.Clear();
        var reference = await texts.Offered("999 000 0026");
        Assert.Equal([Second], carrier.Asked.Select(a => a.To));
        Assert.Contains("The telephone has asked for no texts: it sent STOP", (await (await Browser.Of(app, TestApp.Clinician)).Open($"/referrals/{reference}")).Text);

        await app.Get<OptOuts>().Record(FirstPhone, optedOut: false);
        Assert.False(await app.Get<OptOuts>().Has(FirstPhone));
    }

    [Fact]
    public async Task A_busy_network_is_asked_again_when_it_says_and_nothing_is_sent_of_an_offer_that_was_answered_meanwhile()
    {
        carrier.Answer = _ => ScriptedCarrier.Refused(20429, TimeSpan.FromMinutes(1));
        var reference = await texts.Offered();
        await texts.Wait(59);
        Assert.Single(carrier.Asked);
        await texts.Wait(1);
        Assert.Equal(2, carrier.Asked.Count);
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        carrier.Answer = ScriptedCarrier.Taken;
        await app.Settle();
        await texts.Wait(3600);
        Assert.Equal([First, First, Referrer], carrier.Asked.Select(a => a.To));
    }

    [Fact]
    public async Task What_is_told_before_the_answer_and_out_of_order_and_twice_stands_as_it_is()
    {
        carrier.Answer = a =>
        {
            foreach (var status in new[] { "delivered", "sent", "delivered" })
                Assert.Equal(HttpStatusCode.NoContent, texts.Tell($"/sms/status/{a.Key}/{a.Attempt}", ("MessageSid", ScriptedCarrier.IdOf(a)), ("MessageStatus", status)).GetAwaiter().GetResult());
            return ScriptedCarrier.Taken(a);
        };
        var reference = await texts.Offered();
        await texts.Wait(3600);
        Assert.Equal(("delivered", "Arrived"), await texts.Standing(reference));
        Assert.Single(carrier.Asked);
        Assert.Equal(HttpStatusCode.NoContent, await texts.Tell("/sms/status/48217739-0003/1", ("MessageSid", "SM1"), ("MessageStatus", "sent")));
        Assert.Equal(HttpStatusCode.NoContent, await texts.Tell("/sms/status/nonsense/1", ("MessageSid", "SM1"), ("MessageStatus", "sent")));
    }

    [Fact]
    public async Task An_offer_of_which_no_more_is_heard_is_asked_after_and_goes_to_the_next_phone()
    {
        await texts.Offered();
        await texts.Wait(120, 180, 300);
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
        Assert.NotEqual(HttpStatusCode.Forbidden, await texts.Tell(path, ("MessageSid", "SM1"), ("MessageStatus", "sent"), ("Digits", "1")));
    }

    [Fact]
    public async Task A_referrer_is_texted_what_they_have_chosen_and_999_is_told_whatever_anybody_chose()
    {
        await app.Get<TextChoices>().Choose(TestApp.Gp, [ReferrerText.Visited], default);
        var reference = await texts.Offered();
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
        var reference = await texts.Offered();
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        await app.Settle();
        Assert.Equal(["Rapid Response East", "the referrer"], (await texts.Referral(reference)).Each("texts", "to"));
        Assert.Equal(["the referrer"], (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}")).Each("texts", "to"));
        Assert.Equal(["Rapid Response East"], (await app.As(TestApp.RapidResponse).Ask($"/api/referrals/{reference}")).Each("texts", "to"));
    }
}
