using SinglePointOfReferral.App.Tests.Pages;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>The demonstration's texts, by telephone, and the replies to them.</summary>
public sealed class SmsPageTests : IAsyncLifetime
{
    private TestApp app = null!;
    private Browser gp = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        gp = await Browser.Of(app, TestApp.Gp);
    }

    public async Task DisposeAsync()
    {
        gp.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_reply_is_taken_like_any_text_and_stands_in_the_conversation_with_its_answer()
    {
        var reference = await app.Refer();
        await app.Settle();
        Assert.Contains("Duty phone, Rapid Response East 07700 900 101", (await gp.Open("/local/sms")).Text);
        var sent = await gp.Send("/local/sms", new() { ["from"] = "07700900101", ["text"] = "y" });
        Assert.Equal("/local/sms#phone-07700900101", sent.Location);
        var page = await gp.Open("/local/sms");
        Assert.Contains($"{reference[..4]} {reference[4..]} accepted. See the person by 11:00.", page.Text);
        Assert.Matches("Sent from it 09:00 today y ", page.Text);
        Assert.Equal("accepted", (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}"))["strands.0.stage"]);
    }

    [Fact]
    public async Task Any_other_telephone_can_text_as_well()
    {
        var sent = await gp.Send("/local/sms", new() { ["from"] = "07700 900 999", ["text"] = "<b>Hello</b>" });
        Assert.Equal(302, sent.Status);
        var page = await gp.Open("/local/sms");
        Assert.Contains("A referrer, or somebody else 07700 900 999", page.Text);
        Assert.Contains("This number is for health and care services.", page.Text);
        Assert.DoesNotContain("<b>Hello", page.Html);
    }

    [Fact]
    public async Task A_telephone_that_wants_no_texts_is_shown_as_such_here_and_to_its_service()
    {
        await app.Refer();
        await app.Settle();
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        Assert.Contains("07700 900 101", (await nurse.Open("/capacity")).Text);
        Assert.DoesNotContain("Wants no texts", (await nurse.Open("/capacity")).Text);
        await gp.Send("/local/sms", new() { ["from"] = "07700900101", ["text"] = "STOP" });
        Assert.Contains("Wants no texts It sent STOP.", (await gp.Open("/local/sms")).Text);
        Assert.Contains("Wants no texts It sent STOP, so offers are not texted to it.", (await nurse.Open("/capacity")).Text);
        await gp.Send("/local/sms", new() { ["from"] = "07700900101", ["text"] = "START" });
        Assert.DoesNotContain("Wants no texts", (await gp.Open("/local/sms")).Text + (await nurse.Open("/capacity")).Text);
    }

    [Fact]
    public async Task Of_very_many_replies_the_latest_are_shown()
    {
        var (replies, from) = (app.Get<Local.KeptReplies>(), The.Read<Domain.Values.PhoneNumber>("07700900999"));
        for (var i = 0; i < 1001; i++)
        {
            await replies.Keep(from, $"Text {i}.", null, default);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var kept = await replies.Of(app.Clock.GetUtcNow(), default);
        Assert.Equal((1000, "Text 1000.", "Text 1."), (kept.Count, kept[0].Body, kept[^1].Body));
    }

    [Fact]
    public async Task What_is_wrong_is_told_where_it_was_typed()
    {
        await app.Refer();
        await app.Settle();
        var wrong = await gp.Send("/local/sms", new() { ["from"] = "12", ["text"] = "Hello" });
        Assert.Equal((422, "12", "Hello"), (wrong.Status, wrong.Value("from"), wrong.Value("text")));
        Assert.Equal(["from"], wrong.Summary);
        var empty = await gp.Send("/local/sms", new() { ["from"] = "07700900101", ["text"] = " " });
        Assert.Equal((422, "Enter the text"), (empty.Status, empty.Error("text-07700900101")));
    }
}
