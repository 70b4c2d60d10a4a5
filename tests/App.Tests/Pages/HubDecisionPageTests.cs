namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>The pages on which the hub and providers decide after triage: 403, 404, 422 and 409, then what they are for.</summary>
public sealed class HubDecisionPageTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Only_the_hub_decides_otherwise_and_only_the_hub_and_providers_of_it_add_support()
    {
        var reference = await Offered();
        using var gp = await Browser.Of(app, TestApp.Gp);
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        using var stranger = await Browser.Of(app, TestApp.Reablement);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        foreach (var browser in new[] { gp, nurse, stranger })
            Assert.Equal(403, (await browser.Open($"/referrals/{reference}/1/override")).Status);
        foreach (var browser in new[] { gp, stranger })
            Assert.Equal(403, (await browser.Open($"/referrals/{reference}/strand")).Status);
        Assert.Equal(403, (await nurse.Send($"/referrals/{reference}", new() { ["same"] = "yes" }, to: $"/referrals/{reference}/matches/48217739")).Status);
        foreach (var path in new[] { "/referrals/12345678/1/override", "/referrals/12345678/strand", $"/referrals/{reference}/7/override" })
            Assert.Equal((path, 404), (path, (await hub.Open(path)).Status));
    }

    [Fact]
    public async Task A_clinician_sees_what_the_rules_said_decides_otherwise_and_it_is_recorded()
    {
        var reference = await Offered();
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var address = $"/referrals/{reference}/1/override";
        Assert.Contains(address, (await hub.Open($"/referrals/{reference}")).Html);
        var page = await hub.Open(address);
        Assert.Contains("The rules asked for rapid response, within 2 hours.", page.Text);
        Assert.Contains("The referrer asks for somebody within two hours.", page.Text);
        Assert.Contains("Rapid Response East has it now.", page.Text);
        Assert.Matches("value=\"rapid-response\" checked", page.Html);
        Assert.Matches("value=\"two-hours\" checked", page.Html);

        var wrong = await hub.Send(address, new() { ["pathway"] = "reablement", ["urgency"] = "two-days", ["reason"] = " " });
        Assert.Equal((422, "reason"), (wrong.Status, Assert.Single(wrong.Summary)));
        Assert.Matches("value=\"reablement\" checked", wrong.Html);
        Assert.Equal(["pathway", "urgency"], (await hub.Send(address, new() { ["pathway"] = "magic", ["reason"] = "x" })).Summary);

        var done = await hub.Send(address, new() { ["pathway"] = "reablement", ["urgency"] = "two-days", ["reason"] = "Not a crisis." });
        Assert.Equal(302, done.Status);
        Assert.Contains("Decided otherwise by the hub: reablement, within 2 days.", (await hub.Open(done.Location!)).Text);
        await app.Settle();
        Assert.Contains("Offered to Reablement at Home", (await hub.Open($"/referrals/{reference}")).Text);
    }

    [Fact]
    public async Task Where_a_clinician_is_to_decide_the_page_says_so_and_confirming_offers_it()
    {
        var reference = await app.Refer(The.Form with { RedFlags = "chest-pain" });
        await app.Settle();
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var page = await hub.Open($"/referrals/{reference}");
        Assert.Contains("Decide what is needed", page.Text);
        Assert.Contains("A clinician decides first", page.Text);
        Assert.Equal(302, (await hub.Send($"/referrals/{reference}/1/override", new() { ["pathway"] = "rapid-response", ["urgency"] = "two-hours", ["reason"] = "Ambulance came and left." })).Status);
        await app.Settle();
        Assert.Contains("Offered to Rapid Response East", (await hub.Open($"/referrals/{reference}")).Text);
    }

    [Fact]
    public async Task What_a_service_has_seen_cannot_be_decided_otherwise_and_the_page_says_why()
    {
        var reference = await Offered();
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/visit");
        using var hub = await Browser.Of(app, TestApp.Clinician);
        foreach (var action in new[] { "override", "offer" })
        {
            var page = await hub.Open($"/referrals/{reference}/1/{action}");
            Assert.Equal(409, page.Status);
            Assert.Contains("The service has seen the person and supports them.", page.Text);
            Assert.DoesNotContain($"/1/{action}\"", page.Html);
        }
    }

    [Fact]
    public async Task The_offer_page_says_who_has_it_and_why_the_rules_passed_the_others_over()
    {
        var reference = await Offered();
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var page = await hub.Open($"/referrals/{reference}/1/offer");
        Assert.Contains("Rapid Response East has it on offer. When you offer it to another service it is taken back from them", page.Text);
        Assert.DoesNotContain("value=\"rapid-response-east\"", page.Html);
        Assert.Contains("Rapid Response West, rapid response Open now. The rules passed it over: it does not cover the postcode.", page.Text);
        Assert.Contains("For: Somebody with a catheter that has failed.", page.Text);
        Assert.True(page.Html.IndexOf("value=\"rapid-response-west\"", StringComparison.Ordinal) < page.Html.IndexOf("value=\"befriending\"", StringComparison.Ordinal));

        Assert.Equal(302, (await hub.Send($"/referrals/{reference}/1/offer", new() { ["service"] = "rapid-response-west", ["reason"] = "They are near." })).Status);
        await app.Settle();
        Assert.Contains("Taken back from Rapid Response East by the hub.", (await hub.Open($"/referrals/{reference}")).Text);
    }

    [Fact]
    public async Task A_provider_that_has_taken_it_adds_another_kind_of_support()
    {
        var reference = await Offered();
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        Assert.DoesNotContain($"/referrals/{reference}/strand\"", (await nurse.Open($"/referrals/{reference}")).Html);
        Assert.Equal(409, (await nurse.Open($"/referrals/{reference}/strand")).Status);
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");

        Assert.Contains($"/referrals/{reference}/strand\"", (await nurse.Open($"/referrals/{reference}")).Html);
        var page = await nurse.Open($"/referrals/{reference}/strand");
        Assert.DoesNotContain("value=\"rapid-response\"", page.Html);
        Assert.Equal(["pathway", "urgency"], (await nurse.Send($"/referrals/{reference}/strand", new() { ["reason"] = "x" })).Summary);
        Assert.Equal(["reason"], (await nurse.Send($"/referrals/{reference}/strand", new() { ["pathway"] = "reablement", ["urgency"] = "two-days" })).Summary);
        var done = await nurse.Send($"/referrals/{reference}/strand", new() { ["pathway"] = "reablement", ["urgency"] = "two-days", ["reason"] = "To walk again." });
        Assert.Equal(302, done.Status);
        Assert.Contains("Added: reablement, within 2 days.", (await nurse.Open(done.Location!)).Text);
    }

    [Fact]
    public async Task The_hub_says_who_is_the_same_person_with_one_click()
    {
        var (first, second) = (await Offered(), await Offered());
        using var hub = await Browser.Of(app, TestApp.Clinician);
        using var gp = await Browser.Of(app, TestApp.Gp);
        Assert.Contains("Same person?", (await hub.Open("/hub")).Text);
        var (address, page) = ($"/referrals/{second}/matches/{first}", await hub.Open($"/referrals/{second}"));
        Assert.Contains("may be of the same person : the same NHS number.", page.Text);
        Assert.DoesNotContain("same person", (await gp.Open($"/referrals/{second}")).Text);
        Assert.Equal(404, (await hub.Send("/hub", new() { ["same"] = "yes" }, to: $"/referrals/{second}/matches/48217739", from: page)).Status);
        Assert.Equal(404, (await hub.Send("/hub", new() { ["same"] = "yes" }, to: $"/referrals/{second}/matches/x", from: page)).Status);
        var neither = await hub.Send("/hub", [], to: address, from: page);
        Assert.Equal(422, neither.Status);

        var done = await hub.Send(address, new() { ["same"] = "no" }, from: neither);
        Assert.Equal(302, done.Status);
        Assert.Contains("Not of the same person as", (await hub.Open(done.Location!)).Text);
        Assert.DoesNotContain("of the same person as", (await gp.Open(done.Location!)).Text);
        await app.Settle();
        Assert.DoesNotContain("Same person?", (await hub.Open("/hub")).Text);

        var decided = await hub.Open($"/referrals/{second}");
        Assert.Contains("The same person after all", decided.Text);
        Assert.Equal(302, (await hub.Send($"/referrals/{second}", new() { ["same"] = "yes" }, to: address, from: decided)).Status);
        Assert.Contains("Not the same person after all", (await hub.Open($"/referrals/{second}")).Text);
    }

    [Fact]
    public async Task Who_was_told_to_call_999_still_sees_it_and_the_others_see_that_they_were_told()
    {
        var reference = await app.Refer(The.Form with { RedFlags = "chest-pain" });
        await app.Settle();
        using var gp = await Browser.Of(app, TestApp.Gp);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var (mine, theirs) = ((await gp.Open($"/referrals/{reference}")).Text, (await hub.Open($"/referrals/{reference}")).Text);
        Assert.Contains("Call 999 now Crushing pain in the chest.", mine);
        Assert.Contains("The referrer was told to call 999 Crushing pain in the chest.", theirs);
        Assert.Contains("999", (await hub.Open("/hub")).Text);
    }

    [Theory]
    [InlineData(TestApp.Gp)]
    [InlineData(TestApp.RapidResponse)]
    [InlineData(TestApp.Clinician)]
    public async Task Why_this_service_is_told_to_everybody_who_sees_the_referral(string person)
    {
        using var browser = await Browser.Of(app, person);
        var page = (await browser.Open($"/referrals/{await Offered()}")).Text;
        Assert.Contains("Why this service The rules asked for rapid response, within 2 hours.", page);
        Assert.Contains("Rapid Response East was chosen: it is the only one that fits.", page);
        Assert.Matches("8 services not chosen, and why .*It does not cover the postcode: Rapid Response West", page);
        Assert.Matches("Rules [0-9a-z-]+\\. Directory [0-9a-z-]+\\.", page);
    }

    private async Task<string> Offered()
    {
        var reference = await app.Refer();
        await app.Settle();
        return reference;
    }
}
