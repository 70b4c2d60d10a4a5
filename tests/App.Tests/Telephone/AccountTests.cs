using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Tests.Pages;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>What everybody sets for themselves: a PIN, and which texts they get.</summary>
public sealed class AccountTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Api = "/api/account/telephone";
    private const string Page = "/account/telephone";
    private readonly TestApp app = shared.App;

    [Fact]
    public async Task The_page_shows_the_staff_number_and_sets_a_pin()
    {
        using var browser = await Browser.Of(app, "joy-mensah");
        var page = await browser.Open(Page);
        Assert.Contains("Not set", page.Text);
        Assert.Contains("Ring 01632 960 100 from any telephone.", page.Text);
        Assert.Contains("href=\"/account/telephone\"", (await browser.Open("/refer")).Html);
        var number = (await app.As("joy-mensah").Ask(Api))["staffNumber"];
        Assert.Contains($"{number[..3]} {number[3..]}", page.Text);
        Assert.Equal($"{Page}?done=pin", (await Set(browser, "40938")).Location);
        Assert.Contains("Your PIN is set", (await browser.Open($"{Page}?done=pin")).Text);
        Assert.IsType<PinCheck.Right>(await app.Get<StaffNumbers>().Check(number, "40938", default));
    }

    [Theory]
    [InlineData("1234", "1234", "pin", "Choose a PIN that is harder to guess: not numbers that run up or down")]
    [InlineData("", "", "pin", "Enter a PIN of 4 to 8 numbers")]
    [InlineData("40938", "40939", "again", "Enter the same PIN twice")]
    public async Task What_is_wrong_with_a_pin_is_told_beside_it_and_the_pin_is_not_shown(string pin, string again, string field, string sentence)
    {
        using var browser = await Browser.Of(app, TestApp.Gp);
        var wrong = await Set(browser, pin, again);
        Assert.Equal((422, sentence), (wrong.Status, wrong.Error(field)));
        Assert.Equal([field], wrong.Summary);
        Assert.Equal(("", ""), (wrong.Value("pin"), wrong.Value("again")));
        Assert.False((await app.As(TestApp.Gp).Ask(Api)).Json.GetProperty("hasPin").GetBoolean());
    }

    [Fact]
    public async Task A_locked_number_is_shown_and_opens_when_the_pin_is_set_anew()
    {
        using var browser = await Browser.Of(app, TestApp.RapidResponse);
        await Set(browser, "40938");
        var number = (await app.As(TestApp.RapidResponse).Ask(Api))["staffNumber"];
        for (var i = 0; i < StaffNumbers.MostTries; i++)
            await app.Get<StaffNumbers>().Check(number, "99999", default);
        Assert.Contains("Locked after five wrong tries.", (await browser.Open(Page)).Text);
        Assert.Equal("True", (await app.As(TestApp.RapidResponse).Ask(Api))["isLocked"]);
        await Set(browser, "83920");
        Assert.DoesNotContain("Locked", (await browser.Open(Page)).Text);
    }

    [Fact]
    public async Task A_referrer_chooses_which_texts_they_get()
    {
        using var browser = await Browser.Of(app, TestApp.Paramedic);
        Assert.Equal(4, System.Text.RegularExpressions.Regex.Count((await browser.Open(Page)).Html, " checked"));
        Assert.Equal($"{Page}?done=texts", (await browser.Send(Page, new() { ["do"] = "texts", ["texts"] = "closed" })).Location);
        Assert.Equal(["Closed"], (await app.Get<TextChoices>().Of(TestApp.Paramedic, default)).Select(t => $"{t}"));
        await browser.Send(Page, new() { ["do"] = "texts" });
        Assert.Empty(await app.Get<TextChoices>().Of(TestApp.Paramedic, default));
        var chosen = await app.As(TestApp.Paramedic).Tell(Api, new { texts = new[] { "moved-on", "accepted" } });
        Assert.Equal("[\"accepted\",\"moved-on\"]", chosen["texts"]);
    }

    [Fact]
    public async Task Whoever_refers_nobody_is_asked_about_no_texts()
    {
        using var browser = await Browser.Of(app, TestApp.Befriending);
        Assert.DoesNotContain("name=\"texts\"", (await browser.Open(Page)).Html);
        Assert.Equal(["texts"], (await app.As(TestApp.Befriending).Tell(Api, new { texts = new[] { "closed" } })).AssertProblem().Errors);
    }

    [Fact]
    public async Task The_api_sets_a_pin_and_never_gives_it_back()
    {
        var http = app.As(TestApp.Clinician);
        Assert.Equal(["pin"], (await http.Tell(Api, new { pin = "0000" })).AssertProblem().Errors);
        Assert.Equal(["texts"], (await app.As(TestApp.Gp).Tell(Api, new { texts = new[] { "everything" } })).AssertProblem().Errors);
        var done = await http.Tell(Api, new { pin = "90817263" });
        Assert.Equal((200, "True"), (done.Status, done["hasPin"]));
        Assert.DoesNotContain("90817263", done.Body + (await http.Ask(Api)).Body);
        Assert.Equal(401, (await app.As(null).Ask(Api)).Status);
    }

    private static Task<Pages.Page> Set(Browser browser, string pin, string? again = null) =>
        browser.Send(Page, new() { ["do"] = "pin", ["pin"] = pin, ["again"] = again ?? pin });
}
