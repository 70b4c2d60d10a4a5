using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>The hub's board keeps itself up to date, and says when it cannot.</summary>
public sealed class LiveTests : IAsyncLifetime
{
    private const string Latest = "handler=Latest";

    private TestApp app = null!;
    private IBrowserContext device = null!;
    private IPage page = null!;
    private string first = null!;

    private ILocator Status => page.Locator("[data-live-status]");

    private ILocator Button => page.Locator(".spr-live button");

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        first = await app.Refer();
        await app.Settle();
        device = await (await Chromium.Browser).NewContextAsync(new() { BaseURL = app.Address.AbsoluteUri });
        page = await device.NewPageAsync();
        await page.Clock.InstallAsync(new() { TimeDate = new DateTime(2026, 3, 3, 9, 0, 0, DateTimeKind.Utc) });
        await page.GotoAsync("/local/sign-in?Next=/hub");
        await page.Locator($"button[value='{TestApp.Clinician}']").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/hub$"), new() { Timeout = 30_000 });
        await Assertions.Expect(Button).ToHaveTextAsync("Stop updating");
        await page.EvaluateAsync("window.isSamePage = true");
    }

    public async Task DisposeAsync()
    {
        await device.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_referral_that_comes_in_appears_by_itself_and_the_focus_stays_where_it_was()
    {
        await page.Locator($"main a[href='/referrals/{first}']").FocusAsync();
        var second = await Refer();
        await Assertions.Expect(Row(second)).ToBeVisibleAsync();
        await Assertions.Expect(Status).ToContainTextAsync("1 new referral at 09:0");
        await Assertions.Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^Hub board – 2 open"));
        await Assertions.Expect(page.Locator($"main a[href='/referrals/{first}']")).ToBeFocusedAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.isSamePage"), "The page was loaded again");
    }

    [Fact]
    public async Task Where_nothing_has_changed_nothing_is_fetched_and_nothing_is_said()
    {
        Assert.Equal(304, (await Look()).Status);
        Assert.Equal(304, (await Look()).Status);
        await Assertions.Expect(Status).ToBeEmptyAsync();
    }

    [Fact]
    public async Task A_lost_connection_is_told_and_what_came_in_meanwhile_appears_once_it_is_back()
    {
        await device.SetOfflineAsync(true);
        var second = await Refer();
        await Assertions.Expect(Status).ToContainTextAsync("Connection lost at 09:0");
        await Assertions.Expect(Row(first)).ToBeVisibleAsync();
        await device.SetOfflineAsync(false);
        await Assertions.Expect(Row(second)).ToBeVisibleAsync();
        await Assertions.Expect(Status).Not.ToContainTextAsync("Connection lost");
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_and_asked_again_until_it_is_back()
    {
        app.Ground.Tables.IsDown = _ => true;
        Assert.Equal(503, (await Look()).Status);
        await Assertions.Expect(Status).ToContainTextAsync("Connection lost at");
        app.Ground.Tables.IsDown = _ => false;
        Assert.Equal(304, (await Look()).Status);
        await Assertions.Expect(Status).ToContainTextAsync("Connected again at");
    }

    [Fact]
    public async Task Nothing_moves_while_updating_is_stopped_and_all_of_it_comes_with_the_next_update()
    {
        await Button.ClickAsync();
        await Assertions.Expect(Status).ToContainTextAsync("Updating stopped at");
        var asked = 0;
        page.Request += (_, request) => asked += request.Url.Contains(Latest, StringComparison.Ordinal) ? 1 : 0;
        var second = await Refer();
        await page.Clock.RunForAsync(60_000);
        Assert.Equal(0, asked);
        await Assertions.Expect(Row(second)).ToHaveCountAsync(0);
        await Assertions.Expect(Button).ToHaveTextAsync("Update");
        await Button.ClickAsync();
        await Assertions.Expect(Row(second)).ToBeVisibleAsync();
        await Assertions.Expect(Button).ToHaveTextAsync("Stop updating");
    }

    [Fact]
    public async Task Whoever_is_signed_out_is_told_and_can_load_the_page_again()
    {
        await device.ClearCookiesAsync();
        await page.Clock.FastForwardAsync(4500);
        await Assertions.Expect(Status).ToContainTextAsync("You were signed out at");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show the latest" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/local/sign-in"), new() { Timeout = 30_000 });
    }

    private ILocator Row(string reference) => page.Locator($"#board [data-key='{reference}']");

    /// <summary>Somebody refers, and the time comes to look again.</summary>
    private async Task<string> Refer()
    {
        var reference = await app.Refer(The.Form with { NhsNumber = null, Name = "Edna Other", DateOfBirth = "1940-01-02" });
        await app.Settle();
        await page.Clock.FastForwardAsync(4500);
        return reference;
    }

    /// <summary>The answer to the next look.</summary>
    private Task<IResponse> Look() =>
        page.RunAndWaitForResponseAsync(() => page.Clock.FastForwardAsync(4500), answer => answer.Url.Contains(Latest, StringComparison.Ordinal));
}
