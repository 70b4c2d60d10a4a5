using SinglePointOfReferral.App.Tests.Pages;

namespace SinglePointOfReferral.App.Tests.Worklist;

/// <summary>Open referrals are found by name, which stands nowhere in clear.</summary>
public sealed class FindByNameTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Whole_words_of_a_name_in_any_spelling_find_the_open_referrals_of_that_name()
    {
        var zoe = await app.Refer(The.Form with { Name = "Zoë O'Brien-Smith", NhsNumber = null });
        var smith = await app.Refer(The.Form with { Name = "Arthur Smith", NhsNumber = null });
        await app.Settle();
        using var hub = await Browser.Of(app, TestApp.Clinician);

        var both = await Find(hub, "smith");
        Assert.All(new[] { zoe, smith }, r => Assert.Contains($"/referrals/{r}\"", both.Html));
        Assert.Contains("2 open with that name", both.Text);
        var one = await Find(hub, "Mrs OBRIEN, zoe");
        Assert.Contains($"/referrals/{zoe}\"", one.Html);
        Assert.DoesNotContain($"/referrals/{smith}\"", one.Html);
        Assert.Contains("No open referral is of somebody whose name has those words. Try one word", (await Find(hub, "Arthur Jones")).Text);
        Assert.Contains("Enter at least one whole word", (await Find(hub, "x")).Error("find"));
        Assert.Contains("Enter a reference, an NHS number or a name", (await Find(hub, "  ")).Error("find"));
        Assert.Equal([smith], (await app.As(TestApp.Clinician).Tell("/api/hub/find", new { name = "arthur" })).Json.EnumerateArray().Select(r => r.GetString()));
    }

    [Fact]
    public async Task A_corrected_name_is_found_by_what_it_is_now_and_a_closed_referral_by_none()
    {
        var reference = await app.Refer();
        var gp = app.As(TestApp.Gp);
        await gp.Tell($"/api/referrals/{reference}/correct", new { reasonForChange = "Misheard", changes = new { name = "Edwina Elder" } });
        await app.Settle();
        var hub = app.As(TestApp.Clinician);
        Assert.Equal("[]", (await hub.Tell("/api/hub/find", new { name = "Edith" })).Body);
        Assert.Contains(reference, (await hub.Tell("/api/hub/find", new { name = "elder edwina" })).Body);
        await gp.Tell($"/api/referrals/{reference}/withdraw", new { reason = "other" });
        await app.Settle();
        Assert.Equal("[]", (await hub.Tell("/api/hub/find", new { name = "Elder" })).Body);
    }

    [Fact]
    public async Task Each_search_is_recorded_and_says_the_name_nowhere()
    {
        using var hub = await Browser.Of(app, TestApp.Clinician);
        await Find(hub, "Edith Example");
        var search = Assert.Single(await app.Ground.Audited());
        Assert.Matches("^search-[0-9a-f]{64}$", search["about"]);
        Assert.Equal("POST hub/find", search["what"]);
    }

    private static Task<Page> Find(Browser hub, string typed) => hub.Send("/hub", new() { ["find"] = typed }, to: "/hub/find");
}
