using System.Net;
using System.Text.RegularExpressions;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>The form before and after it is sent: what will happen, who is known already, and what cannot wait.</summary>
public sealed class IntakePageTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Faller = new()
    {
        ["name"] = "Edith Example", ["dateOfBirth-day"] = "9", ["dateOfBirth-month"] = "3", ["dateOfBirth-year"] = "1942", ["nhsNumber"] = "999 000 0018",
        ["postcode"] = "SS1 2AB", ["reason"] = "fall", ["howSoon"] = "two-hours", ["purpose"] = "prevent-admission",
        ["whatChanged"] = "Found on the <kitchen> floor.", ["callBack"] = "07700 900 201",
    };

    private static readonly Dictionary<string, string> Assessed = new(Faller)
    {
        ["redFlags"] = "chest-pain,stroke", ["circumstances"] = "lives-alone,dementia", ["safeToWait"] = "no", ["residence"] = "sheltered-housing", ["frailty"] = "6",
        ["news2"] = "3", ["respirations"] = "22", ["saturation"] = "94", ["saturationScale"] = "2", ["oxygen"] = "no", ["systolic"] = "104", ["pulse"] = "96",
        ["consciousness"] = "confusion", ["temperature"] = "38.2", ["company"] = "yes",
    };

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Every_field_of_the_form_has_a_box_on_the_page()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        var page = await gp.Open("/refer");
        Assert.All(ReferralForm.Fields.Keys, field => Assert.Contains($"id=\"{field}\"", page.Html));
        Assert.True(page.Html.IndexOf("id=\"redFlags\"", StringComparison.Ordinal) < page.Html.IndexOf("id=\"reason\"", StringComparison.Ordinal));
        Assert.Contains("Any of these now? Call 999", page.Text);
    }

    [Fact]
    public async Task What_was_found_is_shown_and_stands_in_the_form_of_a_correction()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        var address = (await gp.Send("/refer", Assessed)).Location!.Split('?')[0];
        var referral = (await gp.Open(address)).Text;
        Assert.Contains("Signs of danger Crushing pain in the chest; signs of a stroke", referral);
        Assert.Contains("Circumstances Lives alone; has dementia", referral);
        Assert.Contains("Frailty 6 of 9: living with moderate frailty", referral);
        Assert.Contains("22 breaths a minute, saturation 94% on scale 2, on air, systolic 104 mmHg, pulse 96, newly confused, 38.2 °C", referral);

        var form = await gp.Open($"{address}/correct");
        var boxes = Boxes(form);
        Assert.All(Assessed.Where(a => a.Key is not ("nhsNumber" or "callBack" or "whatChanged")), a => Assert.Equal($"{a.Key}={a.Value}", $"{a.Key}={boxes[a.Key]}"));
        var same = await gp.Send($"{address}/correct", new(boxes) { ["reasonForChange"] = "None" }, from: form);
        Assert.Contains("Nothing is different", same.Text);
        Assert.Equal(302, (await gp.Send($"{address}/correct", new(boxes) { ["circumstances"] = "dementia", ["reasonForChange"] = "Has a lodger" }, from: form)).Status);
        Assert.Contains("Corrected: circumstances.", (await gp.Open(address)).Text);
    }

    [Fact]
    public async Task A_red_flag_is_answered_with_999_before_anything_else_and_still_so_on_reload()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var address = (await gp.Send("/refer", new(Faller) { ["redFlags"] = "chest-pain" })).Location!;
        foreach (var page in new[] { await gp.Open(address), await gp.Open(address), await gp.Open(address.Split('?')[0]) })
        {
            Assert.Matches("Call 999 now.*Crushing pain in the chest. Call 999 now. This service does not send an ambulance. Your referral is kept, and a clinician at the hub has been alerted", page.Text);
            Assert.True(page.Html.IndexOf("card--care--emergency", StringComparison.Ordinal) < page.Html.IndexOf("<h1", StringComparison.Ordinal));
        }
        Assert.Contains("The referrer was told to call 999", (await hub.Open(address.Split('?')[0])).Text);
        await app.Settle();
        Assert.Contains(await app.Texts(), t => t.To == "+447700900100" && t.Body.Contains("the referrer was told to call 999", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_correction_that_adds_a_red_flag_is_answered_with_999()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        var address = (await gp.Send("/refer", Faller)).Location!.Split('?')[0];
        Assert.DoesNotContain("care--emergency", (await gp.Open(address)).Html);
        var corrected = await gp.Send($"{address}/correct", new(Faller) { ["redFlags"] = "stroke", ["reasonForChange"] = "Looked again" });
        var page = await gp.Open(corrected.Location!);
        Assert.Contains("Signs of a stroke.", page.Text);
        Assert.Contains("care--emergency", page.Html);
        Assert.Matches("Success +Corrected: signs of danger", page.Text);
    }

    [Fact]
    public async Task What_will_happen_is_shown_before_the_form_is_sent_and_nothing_typed_is_lost()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        var before = await app.Ground.Rows("referrals", "lists");
        var page = await gp.Send("/refer", Assessed, to: "/refer?handler=check");

        Assert.Equal(200, page.Status);
        Assert.Contains("What will happen if you send it now", page.Text);
        Assert.Contains("Call 999 now. This service does not send an ambulance. Send the referral as well", page.Text);
        Assert.Contains("Check your answers", page.Text);
        Assert.All(Assessed, a => Assert.Equal($"{a.Key}={a.Value}", $"{a.Key}={page.Value(a.Key)}"));
        var form = await gp.Send("/refer", Hidden(page), to: "/refer?handler=change", from: page);
        var boxes = Boxes(form);
        Assert.All(Assessed, a => Assert.Equal($"{a.Key}={a.Value}", $"{a.Key}={boxes[a.Key]}"));
        Assert.Equal(before, await app.Ground.Rows("referrals", "lists"));
        Assert.Equal(302, (await gp.Send("/refer", Hidden(page), from: page)).Status);
    }

    [Fact]
    public async Task A_preview_of_a_fall_names_the_service_and_when_it_would_come()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        var text = (await gp.Send("/refer", Faller, to: "/refer?handler=check")).Text;
        Assert.Contains("Rapid Response East would be offered this now and would come by 11:00 today.", text);
        Assert.Contains("Why no other service", text);
    }

    [Fact]
    public async Task A_preview_of_too_little_says_what_is_missing()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        var page = await gp.Send("/refer", new() { ["redFlags"] = "stroke" }, to: "/refer?handler=check");
        Assert.Equal(422, page.Status);
        Assert.Equal(["name", "dateOfBirth", "nhsNumber", "postcode", "reason", "howSoon", "whatChanged", "callBack"], page.Summary);
        Assert.Contains("Call 999 now", page.Text);
    }

    [Fact]
    public async Task While_the_form_is_filled_in_the_panel_alone_is_fetched_and_nothing_is_stored()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        var form = await gp.Open("/refer");
        var (before, trips) = (await app.Ground.Rows("referrals", "audit"), app.Ground.Trips);
        Assert.Equal("", (await gp.Send("/refer", new() { ["reason"] = "fall" }, to: "/refer?handler=panel", from: form)).Html.Trim());
        Assert.Contains("Call 999 now", (await gp.Send("/refer", new() { ["redFlags"] = "stroke" }, to: "/refer?handler=danger", from: form)).Text);
        var panel = await gp.Send("/refer", Faller, to: "/refer?handler=panel", from: form);
        Assert.Contains("Rapid Response East would be offered this now", panel.Text);
        Assert.DoesNotContain("<html", panel.Html);
        Assert.Equal(new Trips(1, 0, 0), app.Ground.Trips - trips);
        Assert.Equal(before, await app.Ground.Rows("referrals", "audit"));
        Assert.Equal(400, (await gp.Send("/refer", new(Faller) { ["__RequestVerificationToken"] = "x" }, to: "/refer?handler=panel", from: form)).Status);
    }

    [Fact]
    public async Task Who_is_known_already_is_told_to_another_organisation_without_who_or_why()
    {
        var reference = await app.Refer();
        await app.Settle();
        using var gp = await Browser.Of(app, TestApp.Gp);
        using var paramedic = await Browser.Of(app, TestApp.Paramedic);
        var own = await gp.Send("/refer", Faller, to: "/refer?handler=check");
        Assert.Contains($"{reference[..4]} {reference[4..]} for a fall without serious injury, since 09:00 today. It is on offer to a service.", own.Text);
        Assert.Contains($"href=\"/referrals/{reference}\"", own.Html);

        var other = await paramedic.Send("/refer", Faller, to: "/refer?handler=known");
        Assert.Contains("of another organisation, since 09:00 today. It is on offer to a service.", other.Text);
        foreach (var secret in new[] { "fall", "href", "Estuary", "Okafor", "Rapid", "Edith" })
            Assert.DoesNotContain(secret, other.Html, StringComparison.Ordinal);
        Assert.Equal("", (await paramedic.Send("/refer", new(Faller) { ["nhsNumber"] = "999 000 0026" }, to: "/refer?handler=known")).Html.Trim());
        Assert.Equal("", (await paramedic.Send("/refer", new(Faller) { ["nhsNumber"] = "999 000" }, to: "/refer?handler=known")).Html.Trim());
    }

    [Fact]
    public async Task A_paramedic_adds_to_the_referral_of_a_GP_and_gets_no_more_of_it_than_where_it_stands()
    {
        var reference = await app.Refer(The.Form with { Reason = "loneliness", HowSoon = "routine" });
        await app.Settle();
        using var paramedic = await Browser.Of(app, TestApp.Paramedic);
        var form = await paramedic.Send("/refer", Faller, to: "/refer?handler=check");
        Assert.Equal(reference, form.Value("known"));
        var added = await paramedic.Send("/refer", new(Faller) { ["addTo"] = reference, ["redFlags"] = "bleeding" }, from: form);

        Assert.Equal(200, added.Status);
        Assert.Matches($"Call 999 now.*Severe bleeding.*Added to referral {reference[..4]} {reference[4..]}.*It is on offer to a service", added.Text);
        Assert.DoesNotContain("kitchen", added.Text);
        Assert.Equal(403, (await paramedic.Open($"/referrals/{reference}")).Status);
        Assert.Contains("Added to: a fall without serious injury", (await (await Browser.Of(app, TestApp.Gp)).Open($"/referrals/{reference}")).Text);
        Assert.Equal([reference], (await app.As(TestApp.Gp).Ask("/api/referrals")).Each("", "reference"));
    }

    [Theory]
    [InlineData("nhsNumber", "999 000 0026", 422, "nhsNumber")]
    [InlineData("addTo", "2222 2224", 422, "nhsNumber")]
    [InlineData("addTo", "nonsense", 422, "nhsNumber")]
    [InlineData("postcode", "", 422, "postcode")]
    public async Task An_addition_that_cannot_be_made_comes_back_with_what_was_typed_and_chosen(string box, string text, int status, string field)
    {
        var typed = new Dictionary<string, string>(Faller) { ["addTo"] = await app.Refer(), [box] = text };
        await app.Settle();
        using var paramedic = await Browser.Of(app, TestApp.Paramedic);
        var page = await paramedic.Send("/refer", typed);
        Assert.Equal(status, page.Status);
        Assert.Equal([field], page.Summary);
        var boxes = Boxes(page);
        Assert.All(typed, t => Assert.Equal($"{t.Key}={t.Value}", $"{t.Key}={boxes.GetValueOrDefault(t.Key, "")}"));
    }

    [Fact]
    public async Task What_is_closed_meanwhile_is_not_added_to()
    {
        var reference = await app.Refer();
        await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "made-in-error" });
        using var paramedic = await Browser.Of(app, TestApp.Paramedic);
        var page = await paramedic.Send("/refer", new(Faller) { ["addTo"] = reference });
        Assert.Equal(409, page.Status);
        Assert.Contains("This referral is no longer open. Make a new one.", page.Error("addTo"));
    }

    [Fact]
    public async Task A_separate_referral_says_why_once_the_referrer_has_chosen_it()
    {
        await app.Refer();
        await app.Settle();
        using var gp = await Browser.Of(app, TestApp.Gp);
        var unsaid = await gp.Send("/refer", new(Faller) { ["addTo"] = "separate" });
        Assert.Equal((422, "Enter why it is a separate referral"), (unsaid.Status, unsaid.Error("separateBecause")));
        Assert.Equal("separate", Boxes(unsaid)["addTo"]);
        var said = await gp.Send("/refer", new(Faller) { ["addTo"] = "separate", ["separateBecause"] = "Another <need>." }, from: unsaid);
        Assert.Contains("Another <need>.", (await gp.Open(said.Location!)).Text);
        Assert.Equal(302, (await gp.Send("/refer", Faller)).Status);
    }

    /// <summary>What a page hides in its form.</summary>
    private static Dictionary<string, string> Hidden(Page page) => Regex.Matches(page.Html, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")
        .Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))).DistinctBy(m => m.Item1).ToDictionary();

    /// <summary>What stands in the boxes of a page as it was answered.</summary>
    private static Dictionary<string, string> Boxes(Page page)
    {
        var boxes = new Dictionary<string, string>();
        foreach (Match m in Regex.Matches(page.Html, "<input[^>]* name=\"([^\"]+)\" type=\"(\\w+)\"([^>]*)>"))
        {
            var (name, type, rest) = (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value);
            if (type is "hidden" || (type is "radio" or "checkbox" && !rest.Contains(" checked", StringComparison.Ordinal)))
                continue;
            var value = Regex.Match(rest, "value=\"([^\"]*)\"").Groups[1].Value;
            boxes[name] = boxes.TryGetValue(name, out var first) ? $"{first},{value}" : value;
        }
        foreach (Match m in Regex.Matches(page.Html, "<textarea[^>]* name=\"([^\"]+)\"[^>]*>\n([^<]*)</textarea>"))
            boxes[m.Groups[1].Value] = m.Groups[2].Value;
        foreach (Match m in Regex.Matches(page.Html, "<select[^>]* name=\"(?<name>[^\"]+)\"[^>]*>(?<options>.*?)</select>", RegexOptions.Singleline | RegexOptions.ExplicitCapture))
            boxes[m.Groups["name"].Value] = Regex.Match(m.Groups["options"].Value, "value=\"([^\"]*)\" selected").Groups[1].Value;
        return boxes.ToDictionary(b => b.Key, b => WebUtility.HtmlDecode(b.Value));
    }
}
