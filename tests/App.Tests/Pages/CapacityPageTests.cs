namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>A provider sees who has its places, and says how many there are.</summary>
public sealed class CapacityPageTests : IAsyncLifetime
{
    private static readonly string Box = $"number-{Counted.Ward}";
    private const string East = "rapid-response-east";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start(locality: Counted.Town(Counted.Slots(1), Counted.Unlimited));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_provider_sees_what_is_taken_and_sets_the_number()
    {
        var reference = await app.Refer(Counted.Form);
        await app.Settle();
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        Assert.Equal(302, (await nurse.Send("/worklist", [], to: $"/referrals/{reference}/1/accept")).Status);
        var page = await nurse.Open("/capacity");
        Assert.Contains("0 of 1", page.Text);
        Assert.Contains($"/referrals/{reference}", page.Html);
        Assert.Contains("href=\"/capacity\"", (await nurse.Open("/worklist")).Html);

        var set = await nurse.Send("/capacity", Typed("3"));
        Assert.Equal((302, $"/capacity?done={Counted.Ward}"), (set.Status, set.Location));
        Assert.Contains("Hospital at Home has 3 places and takes new referrals.", (await nurse.Open(set.Location!)).Text);
        Assert.Contains("2 of 3", (await nurse.Open("/capacity")).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1000")]
    [InlineData("a few")]
    public async Task What_is_no_number_stands_there_as_typed_with_what_to_do(string typed)
    {
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var page = await nurse.Send("/capacity", Typed(typed));
        Assert.Equal((422, typed), (page.Status, page.Value(Box)));
        Assert.Equal([Box], page.Summary);
        Assert.Contains("from 0 to 999", page.Error(Box));
    }

    [Theory]
    [InlineData("a token that is too old", 400)]
    [InlineData("a store that does not answer", 503)]
    public async Task What_could_not_be_taken_comes_back_as_typed_and_is_one_click_again(string trouble, int status)
    {
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var open = await nurse.Open("/capacity");
        var typed = Typed("7");
        var asked = 0;
        if (status == 503)
            app.Ground.Tables.IsDown = table => table == "capacity" && asked++ == 0;
        else
            typed["__RequestVerificationToken"] = trouble;
        var page = await nurse.Send("/capacity", typed, from: open);
        app.Ground.Tables.IsDown = _ => false;
        Assert.Equal((status, "7"), (page.Status, page.Value(Box)));
        Assert.Equal(302, (await nurse.Send("/capacity", Typed("7"), from: page)).Status);
    }

    [Fact]
    public async Task Another_s_service_is_not_there_to_be_set()
    {
        using var other = await Browser.Of(app, TestApp.Reablement);
        Assert.DoesNotContain(Box, (await other.Open("/capacity")).Html);
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var token = await nurse.Open("/capacity");
        Assert.Equal(409, (await nurse.Send("/capacity", new() { ["service"] = Counted.Next, [$"number-{Counted.Next}"] = "3" }, from: token)).Status);
    }

    [Fact]
    public async Task A_service_that_counts_nothing_is_closed_to_new_referrals_and_opened_again()
    {
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var wrong = await nurse.Send("/capacity", Closing("", "30", "25:00"));
        Assert.Equal((422, "Select why the service is closed"), (wrong.Status, wrong.Error($"reason-{East}")));
        Assert.Contains("24-hour clock", wrong.Error($"time-{East}"));
        Assert.Equal("Enter a time in the future", (await nurse.Send("/capacity", Closing("staff-ill", "3", "8:30"))).Error($"time-{East}"));

        var open = await nurse.Open("/capacity");
        foreach (var _ in new[] { "once", "twice" })
            Assert.Equal((302, $"/capacity?done={East}"), (await nurse.Send("/capacity", Closing("staff-ill", "3", "18:00"), from: open)) is var closed ? (closed.Status, closed.Location) : default);
        Assert.Contains("Rapid Response East is closed to new referrals until 18:00 today.", (await nurse.Open($"/capacity?done={East}")).Text);
        Assert.Single(await app.Ground.Tables.Range("closures", East));
        var pasted = Closing("staff-ill", "3 March 2026", "19:00");
        (pasted[$"day-{East}-month"], pasted[$"day-{East}-year"]) = ("", "");
        Assert.Equal(302, (await nurse.Send("/capacity", pasted)).Status);
        Assert.Equal(302, (await nurse.Send("/capacity", Closing("staff-ill", "3", "18:00"))).Status);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        Assert.Contains("until 18:00 today (staff ill), by ", (await hub.Open("/capacity")).Text);

        var passed = await app.Refer(The.Form);
        await app.Settle();
        Assert.DoesNotContain(passed, (await nurse.Open("/worklist")).Html);
        Assert.Contains("It is closed to new referrals until 18:00 on 3 March 2026 (staff ill)", (await hub.Open($"/referrals/{passed}")).Text);

        Assert.Equal(302, (await hub.Send("/capacity", new() { ["service"] = East, ["do"] = "open" })).Status);
        Assert.Equal(4, (await app.Ground.Tables.Range("closures", East)).Count);
        var offered = await app.Refer(The.Form with { NhsNumber = "999 000 0026" });
        await app.Settle();
        Assert.Contains(offered, (await nurse.Open("/worklist")).Html);
    }

    [Fact]
    public async Task A_closure_ends_by_itself_and_survives_that_the_lists_are_made_anew()
    {
        var team = app.As(TestApp.RapidResponse);
        Assert.Equal(403, (await app.As(TestApp.Reablement).Tell($"/api/services/{East}/close", new { until = "2026-03-03T18:00:00Z", reason = "full" })).Status);
        Assert.Equal(["until"], (await team.Tell($"/api/services/{East}/close", new { until = "2026-03-01T18:00:00Z", reason = "full" })).Errors);
        Assert.Equal(204, (await team.Tell($"/api/services/{East}/close", new { until = "2026-03-03T18:00:00Z", reason = "full" })).Status);
        await app.Get<App.Worklist.RebuildLists>().Run(default);
        Assert.Equal(["full"], (await team.Ask("/api/closures")).Each("", "reason"));
        app.Clock.Advance(TimeSpan.FromHours(9));
        Assert.Empty((await team.Ask("/api/closures")).Each("", "reason"));
        await app.Refer(The.Form);
        await app.Settle();
        Assert.Single((await team.Ask("/api/worklist")).Each("", "reference"));
        Assert.Equal(204, (await team.Tell($"/api/services/{East}/open")).Status);
    }

    [Fact]
    public async Task Who_accepts_when_every_place_is_taken_reads_why_not_on_the_referral()
    {
        var (first, second) = (await app.Refer(Counted.Form), await app.Refer(Counted.Form));
        await app.Settle();
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        Assert.Equal(302, (await nurse.Send("/worklist", [], to: $"/referrals/{first}/1/accept")).Status);
        var full = await nurse.Send($"/referrals/{second}", [], to: $"/referrals/{second}/1/accept");
        Assert.Equal(409, full.Status);
        Assert.Contains("Every place of the service is taken, so it was not accepted and has moved on.", full.Text);
        Assert.DoesNotContain("has changed since you opened the page", full.Text);
        Assert.Contains("Edith Example", full.Text);
        Assert.Contains("Declined by Hospital at Home: no capacity.", full.Text);
    }

    private static Dictionary<string, string> Closing(string reason, string day, string time) => new()
    {
        ["service"] = East, ["do"] = "close", [$"reason-{East}"] = reason, [$"day-{East}-day"] = day, [$"day-{East}-month"] = "3", [$"day-{East}-year"] = "2026",
        [$"time-{East}"] = time,
    };

    private static Dictionary<string, string> Typed(string number) => new() { ["service"] = Counted.Ward, [Box] = number };
}
