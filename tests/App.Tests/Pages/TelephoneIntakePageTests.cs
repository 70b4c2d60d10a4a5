namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>A call handler takes a referral down while somebody is on the telephone, all of it or a part.</summary>
public sealed class TelephoneIntakePageTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Caller = new()
    {
        ["onBehalfOf"] = "estuary view surgery", ["referrerName"] = "Dr Amara Okafor", ["callBack"] = "07700 900 201",
    };

    private static readonly Dictionary<string, string> Rest = new()
    {
        ["name"] = "Edith Example", ["dateOfBirth-day"] = "9", ["dateOfBirth-month"] = "March", ["dateOfBirth-year"] = "1942", ["nhsNumber"] = "999-000-0018",
        ["postcode"] = "ss12ab", ["reason"] = "fall", ["howSoon"] = "two-hours", ["purpose"] = "prevent-admission", ["whatChanged"] = "Found on the floor.",
    };

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_referral_on_behalf_of_a_practice_is_the_practices_own()
    {
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var sent = await hub.Send("/refer", new(Caller.Concat(Rest)));
        Assert.Equal(302, sent.Status);
        await app.Settle();
        Assert.Single((await app.As(TestApp.Gp).Ask("/api/referrals")).Each("", "reference"));
        using var gp = await Browser.Of(app, TestApp.Gp);
        Assert.Matches(@"Dr Amara Okafor, Estuary View Surgery \(taken down by .*Rahman\)", (await gp.Open(sent.Location!.Split('?')[0])).Text);
    }

    [Theory]
    [InlineData("onBehalfOf", "Nobody's Surgery", "onBehalfOf")]
    [InlineData("onBehalfOf", "Z99999", "onBehalfOf")]
    [InlineData("referrerName", "", "referrerName")]
    public async Task Who_refers_by_telephone_must_be_known(string box, string text, string field)
    {
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var page = await hub.Send("/refer", new(Caller.Concat(Rest)) { [box] = text });
        Assert.Equal(422, page.Status);
        Assert.Equal([field], page.Summary);
    }

    [Fact]
    public async Task Nobody_else_refers_on_behalf_of_others_or_in_part()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        Assert.Contains("Only the hub", (await gp.Send("/refer", new(Caller.Concat(Rest)))).Text);
        Assert.Contains("Only the hub", (await gp.Send("/refer", Caller, to: "/refer?handler=incomplete")).Text);
        Assert.DoesNotContain("ring back", (await gp.Open("/refer")).Text);
    }

    [Fact]
    public async Task A_call_that_was_cut_short_is_on_the_board_until_the_hub_has_rung_back_and_then_goes_on_by_itself()
    {
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var sent = await hub.Send("/refer", new(Caller) { ["whatChanged"] = "Fell this" }, to: "/refer?handler=incomplete");
        var address = sent.Location!.Split('?')[0];
        await app.Settle();

        Assert.Contains("Ring the referrer back for the rest", (await hub.Open("/hub")).Text);
        Assert.Contains("today at 09:15", (await hub.Open(address)).Text);
        var form = await hub.Open($"{address}/correct");
        Assert.Contains("Ring 07700 900 201 and ask for what is missing: name, date of birth, postcode, reason for referral, how soon.", form.Text);
        Assert.Equal("Rang back", System.Net.WebUtility.HtmlDecode(form.Html.Split("name=\"reasonForChange\"")[1].Split("</textarea>")[0].Split('>')[1].Trim()));
        var corrected = new Dictionary<string, string>(Rest) { ["reasonForChange"] = "Rang back", ["callBack"] = "07700 900 201" };
        Assert.Equal(302, (await hub.Send($"{address}/correct", corrected, from: form)).Status);
        await app.Settle();

        var page = (await hub.Open(address)).Text;
        Assert.Contains("Offered to Rapid Response East", page);
        Assert.Contains("Completed: ", page);
    }

    [Fact]
    public async Task A_red_flag_in_what_was_taken_down_alerts_the_hub_at_once()
    {
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var sent = await hub.Send("/refer", new(Caller) { ["redFlags"] = "stroke" }, to: "/refer?handler=incomplete");
        await app.Settle();
        Assert.Contains("The referrer was told to call 999", (await hub.Open(sent.Location!)).Text);
        Assert.Contains(await app.Texts(), t => t.Body.Contains("the referrer was told to call 999", StringComparison.Ordinal));
    }
}
