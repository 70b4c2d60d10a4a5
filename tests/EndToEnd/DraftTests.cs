using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>Nothing typed is lost: not with the connection, not with the session, not with the store; and nobody else reads it.</summary>
public sealed class DraftTests : IAsyncLifetime
{
    private const string Story = "Fell in the kitchen at eight.";
    private static readonly DateTime Noon = new(2026, 3, 3, 12, 0, 0, DateTimeKind.Utc);

    private TestApp app = null!;
    private IBrowserContext device = null!;
    private IPage page = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        device = await (await Chromium.Browser).NewContextAsync(new() { BaseURL = app.Address.AbsoluteUri });
        page = await device.NewPageAsync();
        await page.Clock.InstallAsync(new() { TimeDate = Noon });
        await SignIn(TestApp.Paramedic);
    }

    public async Task DisposeAsync()
    {
        await device.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task What_was_typed_is_there_again_after_the_page_was_closed_and_nothing_of_it_lies_there_in_clear()
    {
        await Fill();
        await page.GotoAsync("/");
        var kept = await Kept();
        Assert.Contains("sealed", kept, StringComparison.Ordinal);
        foreach (var secret in new[] { "Edith", "1942", "kitchen", "07700", "tom-bright" })
            Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        await page.GotoAsync("/refer");
        await IsBack();
    }

    [Fact]
    public async Task What_was_typed_survives_signing_out_and_is_for_the_same_person_alone()
    {
        await Fill();
        await page.Locator(".nhsuk-header__account-button").ClickAsync();
        await SignIn(TestApp.Gp);
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("");
        Assert.Equal(0, await page.Locator(".spr-draft").CountAsync());
        await page.Locator(".nhsuk-header__account-button").ClickAsync();
        await SignIn(TestApp.Paramedic);
        await IsBack();
    }

    [Fact]
    public async Task The_key_of_a_draft_is_another_persons_nowhere_and_never_on_the_device()
    {
        var own = await Keys();
        await Fill();
        foreach (var key in own)
            Assert.DoesNotContain(key, await Kept(), StringComparison.Ordinal);
        await page.ReloadAsync();
        Assert.Equal(own, await Keys());
        await page.Locator(".nhsuk-header__account-button").ClickAsync();
        await SignIn(TestApp.Gp);
        Assert.Empty(own.Intersect(await Keys()));
    }

    [Fact]
    public async Task Offline_nothing_is_sent_and_the_page_says_where_it_is_kept()
    {
        await Fill();
        await device.SetOfflineAsync(true);
        await Send();
        await Assertions.Expect(page.Locator(".spr-draft")).ToContainTextAsync("You are offline, so this was not sent. What you typed is kept on this device for 12 hours");
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("Edith Example");
        await device.SetOfflineAsync(false);
        // A button that was just pressed waits a second before it can be pressed again.
        await page.Clock.FastForwardAsync(1100);
        await Send();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("submitted=1$"), new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task A_store_that_is_away_for_twenty_minutes_costs_nothing_that_was_typed_and_makes_one_referral()
    {
        await Fill();
        app.Ground.Tables.IsDown = table => table is "referrals" or "timetable";
        await Send();
        await Assertions.Expect(page.Locator(".nhsuk-error-summary")).ToContainTextAsync("The store does not answer just now. What you typed is still here.");
        await Assertions.Expect(page.Locator("#whatChanged")).ToHaveValueAsync(Story);
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await page.Clock.FastForwardAsync("20:00");
        await page.GotoAsync("/refer");
        await IsBack();
        await Send();
        await Assertions.Expect(page.Locator(".nhsuk-error-summary")).ToContainTextAsync("The store does not answer just now.");
        app.Ground.Tables.IsDown = _ => false;
        await Send();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("submitted=1$"), new() { Timeout = 30_000 });
        await app.Settle();
        Assert.Single((await app.As(TestApp.Paramedic).Ask("/api/referrals")).Each("", "reference"));
    }

    [Fact]
    public async Task A_form_that_was_taken_leaves_nothing_on_the_device()
    {
        await Fill();
        await Send();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("submitted=1$"), new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Referral received");
        Assert.Equal("{}", await Kept());
        await page.GotoAsync("/refer");
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task After_twelve_hours_it_is_gone_whoever_opens_any_page()
    {
        await Fill();
        await page.GotoAsync("/local/sign-in");
        await page.Clock.FastForwardAsync("11:58:00");
        Assert.Contains("sealed", await Kept(), StringComparison.Ordinal);
        await page.Clock.FastForwardAsync("03:00");
        Assert.Equal("{}", await Kept());
    }

    [Fact]
    public async Task What_was_kept_can_be_cleared()
    {
        await Fill();
        await page.GotoAsync("/refer");
        await IsBack();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear it" }).ClickAsync();
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("");
        Assert.Equal("{}", await Kept());
    }

    [Fact]
    public async Task Where_nothing_was_typed_nothing_is_kept()
    {
        await page.GotoAsync("/");
        Assert.Equal("{}", await Kept());
    }

    [Fact]
    public async Task One_draft_goes_when_its_form_was_taken_and_no_other()
    {
        var other = await app.Refer(by: TestApp.Paramedic);
        await app.Settle();
        await page.GotoAsync($"/referrals/{other}/withdraw");
        await page.Locator("#note").FillAsync("Her daughter");
        await page.Clock.FastForwardAsync(400);
        await page.WaitForFunctionAsync("() => Object.keys(localStorage).length === 1");
        await page.GotoAsync("/refer");
        await Fill(drafts: 2);
        await Send();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("submitted=1$"), new() { Timeout = 30_000 });
        Assert.Contains("/withdraw", await Kept(), StringComparison.Ordinal);
        Assert.DoesNotContain(" /refer\"", await Kept(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_changed_meanwhile_is_not_put_back_to_what_it_was()
    {
        var reference = await app.Refer(by: TestApp.Paramedic);
        await page.GotoAsync($"/referrals/{reference}/correct");
        await page.Locator("#pets").FillAsync("A large dog");
        await page.Clock.FastForwardAsync(400);
        await page.WaitForFunctionAsync("() => Object.keys(localStorage).length === 1");
        await app.As(TestApp.Clinician).Tell($"/api/referrals/{reference}/correct", new { reasonForChange = "Moved", changes = new Dictionary<string, string> { ["address"] = "2 New Road" } });
        await page.GotoAsync($"/referrals/{reference}/correct");
        await Assertions.Expect(page.Locator("#pets")).ToHaveValueAsync("A large dog");
        await Assertions.Expect(page.Locator("#address")).ToHaveValueAsync("2 New Road");
    }

    /// <summary>The keys as the page's script gets them.</summary>
    private Task<string[]> Keys() => page.EvaluateAsync<string[]>("""
        () => {
          const { draftKeys, draftPad } = document.querySelector('form[data-draft-keys]').dataset
          const bytes = hex => hex.match(/../g).map(pair => parseInt(pair, 16))
          return draftKeys.split(' ').map(key => bytes(key).map((byte, i) => (byte ^ bytes(draftPad)[i]).toString(16).padStart(2, '0')).join(''))
        }
        """);

    private async Task SignIn(string person)
    {
        await page.GotoAsync("/local/sign-in?Next=/refer");
        await page.Locator($"button[value='{person}']").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/refer$"), new() { Timeout = 30_000 });
    }

    private async Task Fill(int drafts = 1)
    {
        foreach (var (box, text) in new[] { ("name", "Edith Example"), ("dateOfBirth-day", "9"), ("dateOfBirth-month", "3"), ("dateOfBirth-year", "1942"), ("postcode", "SS1 2AB"), ("whatChanged", Story), ("callBack", "07700 900201") })
            await page.Locator($"[name='{box}']").FillAsync(text);
        foreach (var choice in new[] { "[name=nhsNumberUnknown]", "[name=reason][value=fall]", "[name=howSoon][value=two-hours]" })
            await page.Locator(choice).CheckAsync();
        await page.Clock.FastForwardAsync(400);
        await page.WaitForFunctionAsync("drafts => Object.keys(localStorage).length === drafts", drafts);
    }

    private Task Send() => page.GetByRole(AriaRole.Button, new() { Name = "Refer this person" }).ClickAsync();

    private async Task IsBack()
    {
        await Assertions.Expect(page.Locator(".spr-draft")).ToContainTextAsync("is here again. It was not sent.");
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("Edith Example");
        await Assertions.Expect(page.Locator("#whatChanged")).ToHaveValueAsync(Story);
        await Assertions.Expect(page.Locator("[name=reason][value=fall]")).ToBeCheckedAsync();
    }

    private Task<string> Kept() => page.EvaluateAsync<string>("JSON.stringify(localStorage)");
}
