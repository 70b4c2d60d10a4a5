namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>The referral's own page, and what is done from it: write, record a telephone answer, merge, print.</summary>
public sealed class ActsPageTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task What_happens_next_and_by_when_comes_first_and_the_tab_says_how_it_stands()
    {
        var reference = await Offered();
        using var gp = await Browser.Of(app, TestApp.Gp);
        var page = await gp.Open($"/referrals/{reference}");
        Assert.StartsWith($" Referral {Spaced(reference)} – on offer – ", page.Text);
        Assert.Contains("What happens next Rapid Response East answers whether they take it. Due today at ", page.Text);
        Assert.Matches("</h1>\\s*<div class=\"spr-next\">\\s*<h2[^>]*>What happens next", page.Html);
        Assert.Contains("aria-label=\"The clock. The person is to be seen today at ", page.Html);
        Assert.DoesNotContain("style=", page.Html);
        Assert.DoesNotContain(",", string.Concat(System.Text.RegularExpressions.Regex.Matches(page.Html, " (?:x|x1|cx|width)=\"[^\"]*\"").Select(m => m.Value)));
    }

    [Fact]
    public async Task A_question_is_asked_marked_answered_and_shown_to_both()
    {
        var reference = await Offered();
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        using var gp = await Browser.Of(app, TestApp.Gp);
        var address = $"/referrals/{reference}/message";
        Assert.Contains("The referrer is texted that there is a message.", (await nurse.Open(address)).Text);
        var empty = await nurse.Send(address, new() { ["text"] = " ", ["answerWanted"] = "yes" });
        Assert.Equal((422, "Enter a message."), (empty.Status, empty.Error("text")));
        Assert.Contains("value=\"yes\" checked", empty.Html);
        Assert.Equal(302, (await nurse.Send(address, new() { ["text"] = "Is there a key safe?", ["answerWanted"] = "yes" })).Status);
        await app.Settle();

        Assert.Contains("Question", (await gp.Open("/referrals")).Text);
        var page = await gp.Open($"/referrals/{reference}");
        Assert.Contains("1 question waits for an answer", page.Text);
        Assert.DoesNotContain("/message?to=", (await nurse.Open($"/referrals/{reference}")).Html);
        var answer = System.Text.RegularExpressions.Regex.Match(page.Html, "/referrals/[0-9]+/message\\?to=[0-9]+").Value;
        Assert.Contains("Is there a key safe?", (await gp.Open(answer)).Text);
        var form = await gp.Open(answer);
        Assert.Equal(302, (await gp.Send(answer, new() { ["text"] = "By the door." }, from: form)).Status);
        var twice = await gp.Send(answer, new() { ["text"] = "By the door." }, from: form);
        Assert.Equal(302, twice.Status);
        var done = await nurse.Open($"/referrals/{reference}");
        Assert.Contains("In answer to “ Is there a key safe? ” By the door.", done.Text);
        Assert.DoesNotContain("waits for an answer", done.Text);
        Assert.Equal(404, (await gp.Open($"/referrals/{reference}/message?to=1")).Status);
    }

    [Fact]
    public async Task The_hub_says_whom_it_writes_to_where_a_service_has_it()
    {
        var reference = await Offered();
        var address = $"/referrals/{reference}/message";
        using var hub = await Browser.Of(app, TestApp.Clinician);
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        Assert.DoesNotContain("Who is it for?", (await nurse.Open(address)).Text);
        Assert.Equal("Select who it is for", (await hub.Send(address, new() { ["text"] = "Can you come?" })).Error("whom"));
        Assert.Equal(302, (await hub.Send(address, new() { ["text"] = "Can you come?", ["whom"] = "service", ["answerWanted"] = "yes" })).Status);
        Assert.Contains("1 question waits for an answer", (await nurse.Open($"/referrals/{reference}")).Text);
        Assert.DoesNotContain("waits for an answer", (await hub.Open($"/referrals/{reference}")).Text);
        var open = await hub.Open(address);
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/decline", new { reason = "other" });
        var gone = await hub.Send(address, new() { ["text"] = "Are you near?", ["whom"] = "service" }, from: open);
        Assert.Equal((422, "No service has the referral now. Write to the referrer."), (gone.Status, gone.Error("text")));
        Assert.Contains("Are you near?", gone.Html);
    }

    [Fact]
    public async Task What_was_written_last_does_not_hide_what_can_be_done()
    {
        var reference = await Offered();
        var nurse = app.As(TestApp.RapidResponse);
        await nurse.Tell($"/api/referrals/{reference}/strands/1/accept");
        await nurse.Tell($"/api/referrals/{reference}/strands/1/goals", new { goals = new[] { new { words = "trial" } } });
        await nurse.Tell($"/api/referrals/{reference}/strands/1/visit");
        await nurse.Tell($"/api/referrals/{reference}/strands/1/reviews", new { note = "trial" });
        await nurse.Tell($"/api/referrals/{reference}/messages", new { text = "trial" });
        using var browser = await Browser.Of(app, TestApp.RapidResponse);
        var page = (await browser.Open($"/referrals/{reference}")).Text;
        Assert.Contains("Send a message", page);
        Assert.Contains("Change the goals", page);
        Assert.Contains("Review the support", page);
        foreach (var address in new[] { "message", "1/goals", "1/review" })
            Assert.Equal(200, (await browser.Open($"/referrals/{reference}/{address}")).Status);
    }

    [Fact]
    public async Task The_hub_rings_the_service_and_records_what_it_says()
    {
        var reference = await Offered();
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var address = $"/referrals/{reference}/1/answer";
        Assert.Contains(address, (await hub.Open($"/referrals/{reference}")).Html);
        var page = await hub.Open(address);
        Assert.Contains("Rapid Response East has it on offer. Ring them:", page.Text);
        Assert.Equal("rapid-response-east", page.Value("service"));
        Assert.Equal(["toldBy", "answer"], (await hub.Send(address, [])).Summary);
        Assert.Equal(["reason"], (await hub.Send(address, new() { ["toldBy"] = "Jo Bell", ["answer"] = "declined" })).Summary);
        var done = await hub.Send(address, new() { ["toldBy"] = "Jo Bell", ["answer"] = "accepted" });
        Assert.Contains("Accepted by Rapid Response East, as Jo Bell told the hub by telephone.", (await hub.Open(done.Location!)).Text);
    }

    [Fact]
    public async Task A_page_opened_before_somebody_else_acted_says_what_they_did()
    {
        var reference = await Offered();
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var address = $"/referrals/{reference}/1/decline";
        var opened = await nurse.Open(address);
        await app.As(TestApp.Clinician).Tell($"/api/referrals/{reference}/strands/1/offer", new { service = "rapid-response-west", reason = "They are near." });
        var page = await nurse.Send(address, new() { ["reason"] = "no-capacity" }, from: opened);
        Assert.Equal(409, page.Status);
        Assert.Contains("The referral has changed since you opened the page.", page.Text);
        Assert.Contains("What has changed since you opened the page Taken back from Rapid Response East by the hub.", page.Text);
        Assert.Contains("Nadia Rahman", page.Text);
        Assert.DoesNotContain("What has changed since", (await nurse.Open($"/referrals/{reference}")).Text);
    }

    [Fact]
    public async Task The_hub_merges_two_and_each_says_where_the_other_is()
    {
        var kept = await Offered();
        var duplicate = await app.Refer(The.Form with { WhatChanged = "Fell again." }, TestApp.Paramedic);
        await app.Settle();
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var merge = $"/referrals/{duplicate}/merge/{kept}";
        Assert.Equal(409, (await hub.Open(merge)).Status);
        await hub.Send($"/referrals/{duplicate}", new() { ["same"] = "yes" }, to: $"/referrals/{duplicate}/matches/{kept}");
        Assert.Contains(merge, (await hub.Open($"/referrals/{duplicate}")).Html);
        Assert.Equal(["keep"], (await hub.Send(merge, [])).Summary);
        var done = await hub.Send(merge, new() { ["keep"] = kept });
        Assert.StartsWith($"/referrals/{kept}", done.Location);
        Assert.Contains($"href=\"/referrals/{duplicate}\"", (await hub.Open(done.Location!)).Html);
        using var medic = await Browser.Of(app, TestApp.Paramedic);
        var ended = await medic.Open($"/referrals/{duplicate}");
        Assert.Contains("It was a duplicate, and goes on as", ended.Text);
        Assert.Contains($"href=\"/referrals/{kept}\"", ended.Html);
        Assert.Contains("Fell again.", (await medic.Open($"/referrals/{kept}")).Text);
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        Assert.Contains($"Referral {Spaced(duplicate)}, which was a duplicate", (await nurse.Open($"/referrals/{kept}")).Text);
        Assert.Equal(404, (await hub.Open($"/referrals/{kept}/merge/12345678")).Status);
        Assert.Equal(404, (await hub.Send($"/referrals/{kept}", new() { ["keep"] = kept }, to: $"/referrals/{kept}/merge/nobody")).Status);
    }

    [Fact]
    public async Task The_summary_to_print_has_what_a_visiting_nurse_needs_and_is_recorded_as_a_view()
    {
        var reference = await Offered();
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var page = await nurse.Open($"/referrals/{reference}/print");
        Assert.Contains("/print", await app.Ground.Rows("audit"));
        Assert.DoesNotMatch("<time[^>]*>[^<]*( in | ago|late)", page.Html);
        foreach (var text in new[] { "Edith Example", "14 Marine Parade", "SS1 2AB", "Key safe by the door.", "A large dog.", "To stay in my own home.", "07700 900 201", "Printed for" })
            Assert.Contains(text, page.Text);
        using var stranger = await Browser.Of(app, TestApp.Reablement);
        Assert.Equal(403, (await stranger.Open($"/referrals/{reference}/print")).Status);
    }

    private static string Spaced(string reference) => $"{reference[..4]} {reference[4..]}";

    private async Task<string> Offered()
    {
        var reference = await app.Refer();
        await app.Settle();
        return reference;
    }
}
