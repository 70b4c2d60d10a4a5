using System.Xml.Linq;
using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>A duty phone answers by text.</summary>
public sealed class SmsInTests : IAsyncLifetime
{
    private const string East = "+447700900101";
    private const string West = "+447700900102";
    private const string WardPhone = "+447700900111";
    private const string Unknown = "+447700900999";
    private const string Hub = "01632 960 100";

    private TestApp app = null!;
    private int messages;

    public async Task InitializeAsync() => app = await TestApp.Start(locality: Counted.TheWard);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Y_and_the_reference_accepts_what_is_on_offer_to_the_service_of_the_phone()
    {
        var reference = await Offered();
        Assert.Equal(
            $"{Spaced(reference)} accepted. See the person by 11:00. When you know, reply ETA and minutes. Then VISITED.", await Text(East, $"Y {Spaced(reference)}"));
        var shown = await Shown(reference);
        Assert.Equal("accepted", shown["strands.0.stage"]);
        Assert.Equal("Duty phone, Rapid Response East", shown.Each("history", "by")[^1]);
        await app.Settle();
        Assert.Single(await app.Texts(), t => t.Body.Contains("has accepted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Yes_alone_is_enough_where_one_is_on_offer_and_the_whole_visit_goes_by_text()
    {
        var reference = await Offered();
        Assert.StartsWith($"{Spaced(reference)} accepted.", await Text(East, "yes"));
        await app.Settle();
        Assert.Equal($"{Spaced(reference)}: you are expected at 09:40. Reply VISITED when you have seen the person.", await Text(East, "eta 40 min"));
        app.Clock.Advance(TimeSpan.FromMinutes(35));
        Assert.StartsWith($"{Spaced(reference)}: seen at 09:35.", await Text(East, "Visited"));
        var shown = await Shown(reference);
        Assert.Equal(("visited", The.Start.AddMinutes(35).UtcDateTime), (shown["strands.0.stage"], DateTimeOffset.Parse(shown["strands.0.visitedAt"]).UtcDateTime));
        await app.Settle();
        foreach (var again in new[] { "visited", $"visited {reference}" })
            Assert.StartsWith($"{Spaced(reference)}: recorded already, seen at 09:35.", await Text(East, again));
        Assert.StartsWith($"{Spaced(reference)} was accepted and visited already.", await Text(East, $"Y {reference}"));
        Assert.StartsWith($"{Spaced(reference)}: the visit is recorded", await Text(East, $"ETA 10 {reference}"));
    }

    [Fact]
    public async Task Where_two_are_on_offer_and_none_is_named_it_is_asked_which()
    {
        var (one, other) = (await Offered(), await Offered());
        var asked = await Text(East, "Y");
        Assert.Matches(@"^Which\? \d{4} \d{4} or \d{4} \d{4}\. Reply Y and its number\.$", asked);
        Assert.Contains(Spaced(one), asked, StringComparison.Ordinal);
        Assert.Contains(Spaced(other), asked, StringComparison.Ordinal);
        Assert.Equal("on-offer", (await Shown(one))["strands.0.stage"]);
        Assert.StartsWith($"{Spaced(other)} accepted.", await Text(East, $"y{other}"));
        await app.Settle();
        Assert.StartsWith($"{Spaced(one)} accepted.", await Text(East, "Y"));
    }

    [Fact]
    public async Task N_with_the_number_of_a_reason_declines_and_it_moves_on()
    {
        var reference = await Offered();
        Assert.Equal("Why? Reply N and a number: 1 no capacity, 2 out of area, 3 not eligible, 4 hospital, 5 known, 6 other.", await Text(East, "No"));
        Assert.StartsWith("Why? Reply N", await Text(East, "N 7"));
        Assert.Equal("on-offer", (await Shown(reference))["strands.0.stage"]);
        Assert.Equal($"{Spaced(reference)} declined, reason 1, no capacity. It moves on: nothing more to do.", await Text(East, "N 1"));
        await app.Settle();
        Assert.Equal("with-hub", (await Shown(reference))["strands.0.stage"]);
        Assert.Equal($"{Spaced(reference)} is not with this phone. Check the number, or telephone the hub on {Hub}.", await Text(East, $"Y {reference}"));
    }

    [Fact]
    public async Task A_phone_answers_for_its_own_services_alone_and_is_not_told_what_exists()
    {
        var reference = await Offered();
        var answers = new[] { await Text(West, $"Y {reference}"), await Text(WardPhone, $"Y {reference}"), await Text(East, $"Y {The.OtherReference.Text}") };
        Assert.Equal($"{Spaced(reference)} is not with this phone. Check the number, or telephone the hub on {Hub}.", answers[0]);
        Assert.Single(answers.Select(a => a[9..]).Distinct());
        Assert.StartsWith("Nothing waits for an answer from this phone.", await Text(WardPhone, "Y"));
        Assert.Equal("on-offer", (await Shown(reference))["strands.0.stage"]);
    }

    [Fact]
    public async Task A_text_that_the_network_delivers_again_changes_nothing_and_is_given_the_same_answer()
    {
        var (one, _) = (await Offered(), await Offered());
        var first = await Text(East, $"N 1 {one}", "SMagain");
        await app.Settle();
        var version = (await Shown(one))["version"];
        Assert.Equal(first, await Text(East, $"N 1 {one}", "SMagain"));
        Assert.Equal(version, (await Shown(one))["version"]);
    }

    [Fact]
    public async Task A_crash_between_what_is_recorded_and_what_is_answered_accepts_nothing_else()
    {
        var first = await Offered();
        var calls = 0;
        app.Ground.Tables.IsDown = table => table == "heard" && ++calls == 3;
        Assert.Equal(503, (await Post(East, "Y", "SMcrash")).Status);
        app.Ground.Tables.IsDown = _ => false;
        Assert.Equal("accepted", (await Shown(first))["strands.0.stage"]);
        await app.Settle();
        var second = await Offered();
        Assert.StartsWith($"{Spaced(first)} accepted.", await Text(East, "Y", "SMcrash"));
        Assert.Equal("on-offer", (await Shown(second))["strands.0.stage"]);
    }

    [Fact]
    public async Task The_same_text_delivered_many_times_at_once_accepts_once()
    {
        var reference = await Offered();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Text(East, "Y", "SMsame")));
        Assert.Single(answers.Distinct());
        Assert.Single((await Shown(reference)).Each("history", "type"), f => f == "strand-accepted");
    }

    [Fact]
    public async Task Where_every_place_is_taken_it_says_so_and_the_referral_moves_on()
    {
        await app.As(TestApp.Clinician).Tell($"/api/services/{Counted.Ward}/capacity", new { number = 0 });
        await app.As(TestApp.Clinician).Tell($"/api/services/{Counted.Ward}/capacity", new { number = 1 });
        var (one, other) = (await Offered(Counted.Form), await Offered(Counted.Form with { Name = "Another Example" }));
        Assert.StartsWith($"{Spaced(one)} accepted.", await Text(WardPhone, $"Y {one}"));
        Assert.StartsWith($"{Spaced(other)} not accepted: every place of the service is taken.", await Text(WardPhone, $"Y {other}", "SMfull"));
        Assert.StartsWith($"{Spaced(other)} not accepted: every place of the service is taken.", await Text(WardPhone, $"Y {other}", "SMfull"));
    }

    [Fact]
    public async Task An_offer_that_lapsed_is_told_as_such()
    {
        var reference = await Offered();
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await app.Get<CheckClocks>().Run(default);
        await app.Settle();
        Assert.StartsWith($"{Spaced(reference)} was not answered in time and has moved on.", await Text(East, $"Y {reference}"));
    }

    [Fact]
    public async Task What_has_ended_is_told_to_the_phone_that_had_it()
    {
        var reference = await Offered();
        await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "made-in-error" });
        Assert.Equal($"{Spaced(reference)} was withdrawn: nothing more to do.", await Text(East, $"Y {reference}"));
        Assert.StartsWith($"{Spaced(await Accepted())} is accepted already.", await Text(East, $"N 1 {accepted}"));
    }

    [Fact]
    public async Task What_cannot_be_understood_is_answered_with_what_can()
    {
        await Offered();
        foreach (var body in new[] { "", "?", "help", "Yes but tomorrow", new string('Y', 100_000), "\ud83d\u2028", "<Response/>" })
            Assert.StartsWith("Reply Y to accept.", await Text(East, body));
        Assert.StartsWith("That is not a reference", await Text(East, "Y 4821 7735"));
        Assert.StartsWith("In how many minutes", await Text(East, "ETA 900"));
        Assert.Equal(400, (await Post(East, "Y\0")).Status);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await app.Get<OwnNetwork>().Post(SmsIn.Address, [], default)).Status);
    }

    [Fact]
    public async Task A_stranger_is_answered_once_a_day_and_told_nothing()
    {
        var reference = await Offered();
        Assert.Equal($"This number is for health and care services. Telephone {Hub}.", await Text(Unknown, $"Y {reference}"));
        Assert.Equal("", await Text(Unknown, $"Y {reference}"));
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal($"This number is for health and care services. Telephone {Hub}.", await Text(Unknown, "Y 2222 2224"));
    }

    [Fact]
    public async Task Many_strangers_at_once_are_not_all_answered()
    {
        var answers = new List<string>();
        for (var i = 0; i < Strangers.MostInAMinute + 5; i++)
            answers.Add(await Text($"+4477009{i:D5}", "Hello"));
        Assert.Equal(Strangers.MostInAMinute, answers.Count(a => a.Length > 0));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual("", await Text(Unknown, "Hello"));
    }

    [Fact]
    public async Task Whoever_wants_no_more_texts_is_noted_and_told_nothing_by_us()
    {
        var (optOuts, east) = (app.Get<OptOuts>(), The.Read<PhoneNumber>(East));
        var reference = await Offered();
        Assert.Equal("", await Text(East, "STOP", optOut: "STOP"));
        Assert.True(await optOuts.Has(east, default));
        Assert.Equal("", await Text(East, "START", optOut: "START"));
        Assert.False(await optOuts.Has(east, default));
        await Text(East, "Stop");
        Assert.StartsWith($"{Spaced(reference)} accepted.", await Text(East, "YES", optOut: "START"));
        Assert.False(await optOuts.Has(east, default));
    }

    [Fact]
    public async Task An_unsigned_text_is_refused()
    {
        var reference = await Offered();
        using var http = app.As(null);
        using var response = await http.PostAsync(SmsIn.Address, new FormUrlEncodedContent(new Dictionary<string, string> { ["From"] = East, ["Body"] = $"Y {reference}", ["MessageSid"] = "SM1" }));
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal("on-offer", (await Shown(reference))["strands.0.stage"]);
    }

    private string accepted = "";

    private async Task<string> Accepted()
    {
        accepted = await Offered();
        await Text(East, $"Y {accepted}");
        return accepted;
    }

    private async Task<string> Offered(object? form = null)
    {
        var reference = await app.Refer(form ?? The.Form with { NhsNumber = null });
        await app.Settle();
        return reference;
    }

    private Task<Answer> Shown(string reference) => app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}");

    /// <summary>What a text was answered; empty for silence.</summary>
    private async Task<string> Text(string from, string body, string? message = null, string? optOut = null)
    {
        var (status, answer) = await Post(from, body, message, optOut);
        Assert.True(status == 200, $"{status} to {body[..Math.Min(body.Length, 20)]}");
        var text = XDocument.Parse(answer).Root!.Value;
        Assert.True(Gsm7.Fits(text), text);
        return text;
    }

    private async Task<(int Status, string Body)> Post(string from, string body, string? message = null, string? optOut = null)
    {
        List<KeyValuePair<string, string>> form = [new("From", from), new("To", "+441632960100"), new("Body", body), new("MessageSid", message ?? $"SM{++messages}")];
        if (optOut is not null)
            form.Add(new("OptOutType", optOut));
        var (status, answer) = await app.Get<OwnNetwork>().Post(SmsIn.Address, form, default);
        return ((int)status, answer);
    }

    private static string Spaced(string reference) => $"{reference[..4]} {reference[4..]}";
}
