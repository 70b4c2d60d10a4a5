using SinglePointOfReferral.App.Tests.Pages;
using SinglePointOfReferral.App.Worklist;

namespace SinglePointOfReferral.App.Tests.Audit;

/// <summary>Who has no part in a referral sees it for an hour with a reason, and the governance lead knows at once.</summary>
public sealed class GlassTests : IAsyncLifetime
{
    private static readonly object Why = new { reason = "person-is-with-me", words = "She is on the floor" };

    private TestApp app = null!;
    private string reference = "";

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        reference = await app.Refer();
        await app.Settle();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Refused_on_the_page_they_say_why_look_for_an_hour_and_are_reminded_on_every_page()
    {
        using var medic = await Browser.Of(app, TestApp.Paramedic);
        var refused = await medic.Open($"/referrals/{reference}");
        Assert.Equal(403, refused.Status);
        Assert.Contains($"href=\"/referrals/{reference}/break-glass\"", refused.Html, StringComparison.Ordinal);
        var empty = await medic.Send($"/referrals/{reference}/break-glass", []);
        Assert.Equal((422, 2), (empty.Status, empty.Summary.Count));
        Assert.All(The.Canaries, c => Assert.DoesNotContain(c, empty.Html, StringComparison.OrdinalIgnoreCase));

        Dictionary<string, string> boxes = new() { ["reason"] = "person-is-with-me", ["words"] = "She is on the floor" };
        var form = await medic.Open($"/referrals/{reference}/break-glass");
        for (var click = 0; click < 2; click++)
            Assert.Equal($"/referrals/{reference}", (await medic.Send($"/referrals/{reference}/break-glass", boxes, from: form)).Location);
        var page = await medic.Open($"/referrals/{reference}");
        Assert.Contains("Edith Example", page.Text, StringComparison.Ordinal);
        Assert.Contains("The glass is broken", (await medic.Open("/refer")).Text, StringComparison.Ordinal);
        foreach (var more in new[] { "/print", "/looked", "/withdraw", "/correct", "/message" })
            Assert.Equal((more, 403), (more, (await medic.Open($"/referrals/{reference}{more}")).Status));
        Assert.Equal(403, (await app.As(TestApp.Befriending).Ask($"/api/referrals/{reference}")).Status);

        app.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(403, (await medic.Open($"/referrals/{reference}")).Status);
        Assert.DoesNotContain("The glass is broken", (await medic.Open("/refer")).Text, StringComparison.Ordinal);
        Assert.Single((await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}")).Each("history", "type"), "glass-broken");
        Assert.Single(await app.Ground.Audited(), r => (r["act"], r["by"], r["why"]) == ("broke-glass", TestApp.Paramedic, "person-is-with-me"));
    }

    [Fact]
    public async Task The_governance_lead_is_texted_the_reference_alone_and_reviews_it_without_seeing_the_referral()
    {
        Assert.Equal(200, (await app.As(TestApp.Paramedic).Tell($"/api/referrals/{reference}/break-glass", Why)).Status);
        await app.Settle();
        var spaced = $"{reference[..4]} {reference[4..]}";
        Assert.Contains(("+447700900190", $"Referral {spaced}: somebody with no part in it broke the glass to see it. Sign in to review that."), await app.Texts());
        await app.As(TestApp.Paramedic).Ask($"/api/referrals/{reference}");

        using var lead = await Browser.Of(app, TestApp.GovernanceLead);
        var start = await lead.Open("/governance");
        Assert.Matches("Broken glass to review.*Tom Bright.*The person is with me now", start.Text);
        var number = (await app.As(TestApp.GovernanceLead).Ask("/api/governance/broken-glass")).Each("", "number").Single();
        var address = $"/referrals/{reference}/break-glass/{number}";
        var review = await lead.Open(address);
        Assert.Contains("She is on the floor", review.Text, StringComparison.Ordinal);
        Assert.Contains("GET /api/referrals/{reference}", review.Text, StringComparison.Ordinal);
        Assert.All(The.Canaries, c => Assert.DoesNotContain(c, review.Html, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(422, (await lead.Send(address, [])).Status);
        Assert.Equal("/governance?reviewed=1", (await lead.Send(address, new() { ["justified"] = "no", ["words"] = "Not on shift" })).Location);
        await app.Settle();
        Assert.DoesNotContain("Broken glass to review", (await lead.Open("/governance")).Text, StringComparison.Ordinal);
        Assert.Equal(409, (await app.As(TestApp.GovernanceLead).Tell($"/api{address}", new { justified = true })).Status);
        var told = await app.As(TestApp.GovernanceLead).Ask($"/api{address}");
        Assert.Equal(("False", "Not on shift"), (told["justified"], told["reviewWords"]));
        Assert.All(The.Canaries, c => Assert.DoesNotContain(c, told.Body, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Whoever_has_a_part_in_it_needs_to_break_nothing_and_the_hub_cannot()
    {
        Assert.Equal(200, (await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/break-glass", Why)).Status);
        Assert.Equal(403, (await app.As(TestApp.Commissioner).Tell($"/api/referrals/{reference}/break-glass", Why)).Status);
        Assert.DoesNotContain("glass-broken", (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}")).Each("history", "type"));
    }

    [Fact]
    public async Task Making_the_lists_anew_keeps_what_waits_for_review()
    {
        await app.As(TestApp.Paramedic).Tell($"/api/referrals/{reference}/break-glass", Why);
        await app.Settle();
        Assert.Equal(0, (await app.Get<RebuildLists>().Run(default)).Removed);
        Assert.Single((await app.As(TestApp.GovernanceLead).Ask("/api/governance/broken-glass")).Each("", "number"));
    }

    [Fact]
    public async Task A_provider_sees_what_it_declined_for_28_days_and_is_then_told_why_not()
    {
        var nurse = app.As(TestApp.RapidResponse);
        await nurse.Tell($"/api/referrals/{reference}/strands/1/decline", new { reason = "other" });
        await app.Settle();
        app.Clock.Advance(TimeSpan.FromDays(28) - TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await nurse.Ask($"/api/referrals/{reference}")).Status);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var refused = (await nurse.Ask($"/api/referrals/{reference}")).AssertProblem();
        Assert.Equal(403, refused.Status);
        Assert.Contains("more than 28 days ago", refused["detail"], StringComparison.Ordinal);
        Assert.Equal(403, (await nurse.Tell($"/api/referrals/{reference}/messages", new { text = "How is she?" })).Status);
    }
}
