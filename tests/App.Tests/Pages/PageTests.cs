namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>The journey as people click through it, and what the pages say when something is wrong.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Faller = new()
    {
        ["name"] = "Edith Example", ["dateOfBirth-day"] = "9", ["dateOfBirth-month"] = "3", ["dateOfBirth-year"] = "1942", ["nhsNumber"] = "999-000-0018",
        ["postcode"] = "ss1 2ab", ["reason"] = "fall", ["howSoon"] = "two-hours", ["purpose"] = "prevent-admission",
        ["whatChanged"] = "Found on the kitchen floor <this> morning & cold.", ["callBack"] = "07700 900 201",
    };

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task From_a_GP_s_desk_to_a_closed_referral()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);

        var address = (await gp.Send("/refer", Faller)).Location!;
        var received = await gp.Open(address);
        Assert.Contains("Referral received", received.Text);
        Assert.Matches(@"Reference \d{4} \d{4} ", received.Text);
        await app.Settle();

        var referral = address.Split('?')[0];
        var worklist = await nurse.Open("/worklist");
        Assert.Contains(referral, worklist.Html);
        Assert.DoesNotContain("Edith", worklist.Html);
        Assert.Equal(302, (await nurse.Send("/worklist", [], to: $"{referral}/1/accept")).Status);
        Assert.Equal(302, (await nurse.Send($"{referral}/1/visit", Now())).Status);
        Assert.Equal(302, (await nurse.Send($"{referral}/1/close", new() { ["outcome"] = "no-ongoing-support", ["admission"] = "yes", ["note"] = "Up and about." })).Status);
        await app.Settle();

        var followed = (await gp.Open(referral)).Text;
        Assert.Contains("Accepted by Rapid Response East.", followed);
        Assert.Contains("Seen face to face.", followed);
        Assert.Contains("Closed: no ongoing support is needed.", followed);
        Assert.Contains("Up and about.", followed);
        Assert.DoesNotContain(referral, (await nurse.Open("/worklist")).Html);
        Assert.Equal(4, (await app.Texts()).Count);
        Assert.Contains("offered to Rapid Response East", (await nurse.Open("/local/sms")).Text);
    }

    [Fact]
    public async Task What_is_wrong_stands_at_the_top_and_beside_its_field_and_nothing_typed_is_lost()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        var wrong = new Dictionary<string, string>(Faller)
        {
            ["dateOfBirth-day"] = "31", ["dateOfBirth-month"] = "2", ["nhsNumber"] = "999 000 0019", ["postcode"] = "nowhere", ["callBack"] = "ring me",
        };
        var page = await gp.Send("/refer", wrong);

        Assert.Equal(422, page.Status);
        Assert.Contains("<title>Error: ", page.Html);
        Assert.Equal(["dateOfBirth-day", "nhsNumber", "postcode", "callBack"], page.Summary);
        Assert.Contains("must be a real date", page.Error("dateOfBirth"));
        Assert.Contains("not a real NHS number", page.Error("nhsNumber"));
        Assert.Contains("postcode", page.Error("postcode"));
        Assert.Contains("telephone number", page.Error("callBack"));
        foreach (var box in wrong.Keys.Where(k => k is not ("whatChanged" or "reason" or "howSoon" or "purpose")))
            Assert.Equal(wrong[box], page.Value(box));
        Assert.Contains(wrong["whatChanged"], page.Text);
        Assert.Matches("<input[^>]*value=\"fall\"[^>]*checked|<input[^>]*checked[^>]*value=\"fall\"", page.Html);
        Assert.Empty((await app.As(TestApp.Gp).Ask("/api/referrals")).Each("", "reference"));

        var mended = await gp.Send("/refer", Faller, from: page);
        Assert.Equal(302, mended.Status);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_referral()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        var form = await gp.Open("/refer");
        var first = await gp.Send("/refer", Faller, from: form);
        var second = await gp.Send("/refer", Faller, from: form);
        var changed = await gp.Send("/refer", new(Faller) { ["whatChanged"] = "Something else." }, from: form);

        Assert.Equal(first.Location, second.Location);
        Assert.Equal(409, changed.Status);
        Assert.Contains("was sent before", changed.Text);
    }

    [Fact]
    public async Task Who_comes_too_late_is_told_what_has_happened()
    {
        var reference = await app.Refer();
        await app.Settle();
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var open = await nurse.Open($"/referrals/{reference}/1/decline");
        await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "no-longer-needed" });

        var late = await nurse.Send($"/referrals/{reference}/1/decline", new() { ["reason"] = "no-capacity" }, from: open);
        Assert.Equal(409, late.Status);
        Assert.Contains("This referral has been withdrawn.", late.Text);
    }

    [Fact]
    public async Task Pages_are_for_those_whom_the_table_allows()
    {
        var reference = await app.Refer();
        await app.Settle();
        using var nobody = Browser.SignedOut(app);
        using var paramedic = await Browser.Of(app, TestApp.Paramedic);
        using var commissioner = await Browser.Of(app, TestApp.Commissioner);

        var asked = await nobody.Open($"/referrals/{reference}");
        Assert.Equal(302, asked.Status);
        Assert.StartsWith("/local/sign-in?next=", asked.Location);
        Assert.Equal(403, (await paramedic.Open($"/referrals/{reference}")).Status);
        Assert.Equal(403, (await commissioner.Open("/hub")).Status);
        Assert.Equal(404, (await paramedic.Open("/referrals/12345678")).Status);
        Assert.Equal(404, (await paramedic.Open("/nothing/here")).Status);
        Assert.Equal(200, (await nobody.Open("/")).Status);
    }

    [Fact]
    public async Task Oversized_forms_are_refused_with_a_sentence()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        var huge = await gp.Send("/refer", new(Faller) { ["whatChanged"] = new string('x', 400_000) });

        Assert.Equal(413, huge.Status);
        Assert.Matches(@"<h1[^>]*>[^<]+</h1>\s*<p>[^<]+</p>", huge.Html);
    }

    [Fact]
    public async Task The_hub_finds_a_referral_offers_it_by_hand_and_closes_it()
    {
        var reference = await app.Refer(The.Form with { Postcode = "CM1 1AA" });
        await app.Settle();
        using var hub = await Browser.Of(app, TestApp.Clinician);
        Assert.Contains($"/referrals/{reference}", (await hub.Open("/hub")).Html);
        Assert.Contains($"/referrals/{reference}", (await hub.Send("/hub", new() { ["find"] = "999 000 0018" }, to: "/hub/find")) is { Location: { } to } ? to : "");

        Assert.Equal(302, (await hub.Send($"/referrals/{reference}/1/offer", new() { ["service"] = "rapid-response-east", ["reason"] = "They agreed by telephone." })).Status);
        Assert.Contains("Offered to Rapid Response East", (await hub.Open($"/referrals/{reference}")).Text);
    }

    [Fact]
    public async Task What_cannot_be_done_any_more_shows_the_referral_and_no_form()
    {
        var reference = await app.Refer();
        await app.Settle();
        using var gp = await Browser.Of(app, TestApp.Gp);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var nurse = app.As(TestApp.RapidResponse);
        await nurse.Tell($"/api/referrals/{reference}/strands/1/accept");
        await nurse.Tell($"/api/referrals/{reference}/strands/1/visit");
        Refused(await hub.Open($"/referrals/{reference}/1/offer"), "The service has seen the person and supports them.");

        await nurse.Tell($"/api/referrals/{reference}/strands/1/close", new { outcome = "no-ongoing-support" });
        Refused(await gp.Open($"/referrals/{reference}/withdraw"), "Everything in this referral is closed");

        var other = await app.Refer();
        await app.As(TestApp.Gp).Tell($"/api/referrals/{other}/withdraw", new { reason = "no-longer-needed" });
        Refused(await gp.Open($"/referrals/{other}/correct"), "This referral has been withdrawn.");
        Assert.Equal((302, $"/referrals/{other}?same=1"), (await gp.Open($"/referrals/{other}/withdraw")) is var again ? (again.Status, again.Location) : default);

        static void Refused(Page page, string because)
        {
            Assert.Equal(409, page.Status);
            Assert.Contains(because, page.Text);
            Assert.Contains("Edith Example", page.Text);
            Assert.DoesNotContain("<textarea", page.Html);
        }
    }

    [Fact]
    public async Task A_referral_whose_story_is_as_long_as_can_be_can_be_corrected()
    {
        var reference = await app.Refer(The.Form with { WhatChanged = new string('x', 4000) });
        using var gp = await Browser.Of(app, TestApp.Gp);
        Assert.Contains($"/referrals/{reference}/correct", (await gp.Open($"/referrals/{reference}")).Html);
    }

    [Fact]
    public async Task The_hub_finds_each_open_referral_of_a_person_and_goes_straight_to_a_reference()
    {
        var (first, second) = (await app.Refer(), await app.Refer());
        await app.Settle();
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var found = await hub.Send("/hub", new() { ["find"] = "999 000 0018" }, to: "/hub/find");
        Assert.Equal(200, found.Status);
        Assert.All(new[] { first, second }, reference => Assert.Contains($"/referrals/{reference}", found.Html));
        Assert.Equal($"/referrals/{first}", (await hub.Send("/hub", new() { ["find"] = first }, to: "/hub/find")).Location);
        Assert.Contains("No open referral", (await hub.Send("/hub", new() { ["find"] = "999 000 0026" }, to: "/hub/find")).Text);
    }

    [Fact]
    public async Task No_page_asks_another_host_for_anything()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        foreach (var path in new[] { "/", "/refer", "/referrals", "/assets/nhsuk-frontend.min.css", "/assets/site.css", "/assets/site.js" })
        {
            var page = await gp.Open(path);
            Assert.Equal(200, page.Status);
            Assert.DoesNotMatch(@"(src|href)=""(https?:)?//|url\(['""]?(https?:)?//", page.Html);
        }
    }

    private static Dictionary<string, string> Now() =>
        new() { ["what"] = "seen", ["seenOn-day"] = "3", ["seenOn-month"] = "3", ["seenOn-year"] = "2026", ["seenAt"] = "09:00", ["note"] = "" };
}
