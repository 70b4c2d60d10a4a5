namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>Nothing that somebody typed is lost when it could not be taken: the form comes back, and the same button works then.</summary>
public sealed class SentAgainPageTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Faller = new()
    {
        ["name"] = "Edith Elder", ["dateOfBirth-day"] = "9", ["dateOfBirth-month"] = "3", ["dateOfBirth-year"] = "1942", ["postcode"] = "SS1 2AB",
        ["reason"] = "fall", ["howSoon"] = "two-hours", ["whatChanged"] = "Found on <the> floor.", ["callBack"] = "07700 900 201",
    };

    private static readonly Dictionary<string, string> Unknown = new(Faller) { ["nhsNumberUnknown"] = "yes" };

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public Task A_page_that_was_open_for_too_long_comes_back_with_what_was_typed() => InEachForm(async (browser, path, typed) =>
    {
        var page = await browser.Send(path, new(typed) { ["__RequestVerificationToken"] = "expired" });
        Assert.Equal((path, 400), (path, page.Status));
        Assert.Contains("This page had been open for too long", page.Text);
        return page;
    });

    [Fact]
    public Task A_form_that_the_store_did_not_answer_comes_back_with_what_was_typed() => InEachForm(async (browser, path, typed) =>
    {
        var open = await browser.Open(path);
        app.Ground.Tables.IsDown = table => table == "timetable";
        var page = await browser.Send(path, typed, from: open);
        app.Ground.Tables.IsDown = _ => false;
        Assert.Equal((path, 503), (path, page.Status));
        Assert.Contains("It may or may not have been recorded: send the same form again in a minute, it will not be doubled.", page.Text);
        return page;
    });

    [Fact]
    public async Task What_was_sent_while_nobody_was_signed_in_stays_on_the_page_and_is_sent_from_there()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        var open = await gp.Open("/refer");
        await gp.Send("/refer", [], to: "/local/sign-out", from: open);
        var page = await gp.Send("/refer", new(Unknown) { ["redFlags"] = "<stroke>" }, from: open);
        Assert.Equal(401, page.Status);
        Assert.All(Faller, box => Assert.Equal(box.Value, page.Value(box.Key)));
        Assert.Equal("<stroke>", page.Value("redFlags"));
        await gp.Send("/local/sign-in", new() { ["person"] = TestApp.Gp });
        Assert.Equal(302, (await gp.Send("/refer", Unknown, from: page)).Status);
    }

    [Fact]
    public async Task What_one_person_typed_is_neither_sent_nor_shown_in_the_name_of_the_next()
    {
        using var tablet = await Browser.Of(app, TestApp.Paramedic);
        var open = await tablet.Open("/refer");
        await tablet.Send("/local/sign-in", new() { ["person"] = TestApp.Gp });
        var page = await tablet.Send("/refer", Unknown, from: open);
        Assert.Equal(403, page.Status);
        Assert.Contains("filled in by somebody else", page.Text);
        Assert.DoesNotContain("Edith", page.Html);
        Assert.Empty((await app.As(TestApp.Gp).Ask("/api/referrals")).Each("", "reference"));
    }

    [Fact]
    public async Task What_was_sent_when_the_referral_itself_could_not_be_read_stays_on_the_page()
    {
        var reference = await Offered();
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var open = await nurse.Open($"/referrals/{reference}/1/decline");
        Dictionary<string, string> typed = new() { ["reason"] = "no-capacity", ["note"] = "Two are <away>." };
        app.Ground.Tables.IsDown = table => table == "referrals";
        var page = await nurse.Send($"/referrals/{reference}/1/decline", typed, from: open);
        app.Ground.Tables.IsDown = _ => false;
        Assert.Equal(503, page.Status);
        Assert.All(typed, box => Assert.Equal(box.Value, page.Value(box.Key)));
        Assert.Equal(302, (await nurse.Send($"/referrals/{reference}/1/decline", typed, from: page)).Status);
    }

    [Fact]
    public async Task An_acceptance_that_came_too_late_for_its_token_is_one_click_again()
    {
        var reference = await Offered();
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var page = await nurse.Send("/worklist", new() { ["__RequestVerificationToken"] = "expired" }, to: $"/referrals/{reference}/1/accept");
        Assert.Equal(400, page.Status);
        Assert.Equal(302, (await nurse.Send($"/referrals/{reference}/1/accept", [], from: page)).Status);
    }

    [Fact]
    public async Task What_failed_is_still_listed_on_a_page_that_was_open_for_too_long()
    {
        using var hub = await Browser.Of(app, TestApp.Clinician);
        await app.Ground.Queues.Send("triage-referral", "nonsense");
        await app.Settle();
        var page = await hub.Send("/hub/failed", new() { ["__RequestVerificationToken"] = "expired" });
        Assert.Equal(400, page.Status);
        Assert.Contains("triage-referral", page.Text);
    }

    /// <summary>Tries each form, which fails; finds everything typed in the answer; and sends the answer, which succeeds.</summary>
    private async Task InEachForm(Func<Browser, string, Dictionary<string, string>, Task<Page>> fail)
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var (first, second, outside) = (await Offered(), await Offered(), await app.Refer(The.Form with { Postcode = "CM1 1AA" }));
        await app.Settle();

        await Try(gp, "/refer", Unknown);
        await Try(gp, $"/referrals/{first}/correct", new(Faller) { ["reasonForChange"] = "Misheard <it>." });
        await Try(nurse, $"/referrals/{first}/message", new() { ["text"] = "Is there <a> key safe?" });
        await Try(nurse, $"/referrals/{first}/1/decline", new() { ["reason"] = "no-capacity", ["note"] = "Two are <away>." });
        await Try(gp, $"/referrals/{first}/withdraw", new() { ["reason"] = "other", ["note"] = "Gone to <a> daughter." });
        await Try(hub, $"/referrals/{second}/1/answer", new() { ["toldBy"] = "Jo <Bell>", ["answer"] = "accepted", ["service"] = "rapid-response-east" });
        await Try(nurse, $"/referrals/{second}/1/visit", new() { ["what"] = "seen", ["seenOn-day"] = "3", ["seenOn-month"] = "3", ["seenOn-year"] = "2026", ["seenAt"] = "09:00", ["note"] = "Up <already>." });
        await Try(nurse, $"/referrals/{second}/1/extend", new() { ["until-day"] = "28", ["until-month"] = "4", ["until-year"] = "2026", ["reason"] = "Slower <than> hoped.", ["approvedBy"] = "Sam <Lee>" });
        await Try(nurse, $"/referrals/{second}/1/close", new() { ["outcome"] = "no-ongoing-support", ["admission"] = "cannot-say", ["hoursBefore"] = "3.5", ["onward"] = "reablement", ["onwardUrgency"] = "routine", ["onwardReason"] = "To <cook> again.", ["note"] = "All <well>." });
        await Try(hub, $"/referrals/{outside}/strand", new() { ["pathway"] = "reablement", ["urgency"] = "two-days", ["reason"] = "To <walk> again." });
        await Try(hub, $"/referrals/{outside}/1/override", new() { ["pathway"] = "intermediate-care", ["urgency"] = "routine", ["reason"] = "Not <so> soon." });
        await Try(hub, $"/referrals/{outside}/1/offer", new() { ["service"] = "rapid-response-east", ["reason"] = "They <agreed>." });

        async Task Try(Browser browser, string path, Dictionary<string, string> typed)
        {
            var before = await app.Ground.Rows("referrals");
            var page = await fail(browser, path, typed);
            Assert.Equal(before, await app.Ground.Rows("referrals"));
            Assert.Contains("<title>Error: ", page.Html);
            Assert.All(typed, box => Assert.True(IsIn(page, box.Key, box.Value), $"{box.Key} of {path} is lost."));
            Assert.Equal((path, 302), (path, (await browser.Send(path, typed, from: page)).Status));
        }
    }

    private static bool IsIn(Page page, string box, string text) =>
        page.Value(box) == text || page.Text.Contains(text, StringComparison.Ordinal)
        || page.Html.Contains($"name=\"{box}\" type=\"radio\" value=\"{text}\" checked", StringComparison.Ordinal);

    private async Task<string> Offered()
    {
        var reference = await app.Refer();
        await app.Settle();
        return reference;
    }
}
