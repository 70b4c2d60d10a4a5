using SinglePointOfReferral.App.Tests.Pages;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>A service says when it comes, on the web as by text.</summary>
public sealed class EtaTests : IAsyncLifetime
{
    private TestApp app = null!;
    private string reference = "";

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        reference = await app.Refer();
        await app.Settle();
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        await app.Settle();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task What_is_said_is_shown_to_the_referrer_and_on_the_worklist()
    {
        var said = await Say(40);
        Assert.Equal((200, The.Start.AddMinutes(40)), (said.Status, DateTimeOffset.Parse(said["strands.0.expectedAt"])));
        await app.Settle();
        using var gp = await Browser.Of(app, TestApp.Gp);
        Assert.Contains("Expected there today at 09:40, in 40 minutes", (await gp.Open($"/referrals/{reference}")).Text);
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        Assert.Contains("Expected 09:40 today", (await nurse.Open("/worklist")).Text);
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/visit");
        Assert.DoesNotContain("Expected there", (await gp.Open($"/referrals/{reference}")).Text);
    }

    [Fact]
    public async Task The_same_said_twice_at_once_is_recorded_once_and_another_time_replaces_it()
    {
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        var version = (await Say(40))["version"];
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(version, (await Say(40))["version"]);
        Assert.Equal(The.Start.AddMinutes(60), DateTimeOffset.Parse((await Say(60))["strands.0.expectedAt"]));
    }

    [Fact]
    public async Task A_time_that_nobody_means_is_refused()
    {
        foreach (int? minutes in new int?[] { null, 0, -1, 721, int.MinValue, int.MaxValue })
            Assert.Equal((422, "wrong-arrival"), ((await Say(minutes)).AssertProblem().Status, (await Say(minutes))["refusal"]));
        Assert.Equal(403, (await app.As(TestApp.Reablement).Tell($"/api/referrals/{reference}/strands/1/eta", new { minutes = 5 })).Status);
    }

    [Fact]
    public async Task The_page_asks_in_how_many_minutes_and_keeps_what_was_typed()
    {
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var address = $"/referrals/{reference}/1/eta";
        Assert.Contains(address, (await nurse.Open($"/referrals/{reference}")).Html);
        Assert.Contains(address, (await nurse.Open("/worklist")).Html);
        var wrong = await nurse.Send(address, new() { ["minutes"] = "soon" });
        Assert.Equal((422, "soon", "Enter in how many minutes somebody will be there, from 1 to 720"), (wrong.Status, wrong.Value("minutes"), wrong.Error("minutes")));
        var done = await nurse.Send(address, new() { ["minutes"] = "25" });
        Assert.Equal(302, done.Status);
        Assert.Contains("The service expects to be there at 09:25 on 3 March 2026.", (await nurse.Open(done.Location!)).Text);
        Assert.Contains("Said before: today at 09:25", (await nurse.Open(address)).Text);
    }

    [Fact]
    public async Task Whoever_has_opened_the_page_and_is_too_late_is_told_that_the_person_has_been_seen()
    {
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var address = $"/referrals/{reference}/1/eta";
        var page = await nurse.Open(address);
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/visit");
        var late = await nurse.Send(address, new() { ["minutes"] = "25" }, from: page);
        Assert.Equal(409, late.Status);
        Assert.Contains("The referral has changed since you opened the page.", late.Text);
    }

    private Task<Answer> Say(int? minutes) => app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/eta", new { minutes });
}
