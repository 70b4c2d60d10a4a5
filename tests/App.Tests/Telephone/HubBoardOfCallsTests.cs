using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Tests.Pages;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>How long calls stay on the hub's board, how many there are of strangers, and what remains of who dealt with them.</summary>
public sealed class HubBoardOfCallsTests : IAsyncLifetime
{
    private TestApp app = null!;
    private Browser hub = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        hub = await Browser.Of(app, TestApp.Clinician);
    }

    public async Task DisposeAsync()
    {
        hub.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task What_was_keyed_stays_until_somebody_takes_it_off_and_is_late_after_a_quarter_of_an_hour()
    {
        await Calls.Keyed(app);
        await Stranger("07700 900901");
        app.Clock.Advance(HubCalls.LateAfter);
        Assert.DoesNotContain("Late: it has waited", (await hub.Open("/hub")).Text);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("Late: it has waited for more than 15 minutes.", (await hub.Open("/hub")).Text);
        app.Clock.Advance(HubCalls.StaysFor);
        Assert.Equal("CA1", Assert.Single(await Board()).Id);
        app.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Contains("Tom Bright", (await hub.Open("/hub")).Text);
    }

    [Fact]
    public async Task Who_looked_at_what_was_keyed_and_who_took_the_call_off_remains()
    {
        await Calls.Keyed(app);
        await hub.Open("/hub");
        Assert.Empty(await Seen());
        await hub.Open("/refer?call=CA1");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await hub.Send("/hub", [], "/hub/calls/CA1/done");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.As(TestApp.Clinician).Tell("/api/hub/calls/CA1/done");
        Assert.Equal(new[] { "GET refer", "POST hub/calls/{call}/done", "POST /api/hub/calls/{call}/done" }.Select(w => $"{TestApp.Clinician} {w}"), await Seen());
    }

    [Fact]
    public async Task Whoever_takes_down_a_call_is_told_that_the_person_is_known_without_a_script()
    {
        var reference = await app.Refer();
        await app.Settle();
        await Calls.Keyed(app);
        var form = await hub.Open("/refer?call=CA1");
        Assert.Contains("There is an open referral with this NHS number", form.Text);
        Assert.Contains($"/referrals/{reference}", form.Html, StringComparison.Ordinal);
        Assert.Equal(reference, form.Value("known"));
    }

    [Fact]
    public async Task Two_who_take_down_one_call_make_one_referral()
    {
        await Calls.Keyed(app);
        using var other = await Browser.Of(app, "kit-walker");
        var (first, second) = (await hub.Open("/refer?call=CA1"), await other.Open("/refer?call=CA1"));
        var sent = await hub.Send("/refer", Calls.Boxes(first, "Fell in the kitchen."), from: first);
        Assert.Equal(302, sent.Status);
        var late = await other.Send("/refer", Calls.Boxes(second, "She fell."), from: second);
        Assert.Equal(409, late.Status);
        var reference = sent.Location!.Split('/', '?')[2];
        Assert.Contains($"A referral was already made from this call: {reference[..4]} {reference[4..]}. What you typed still stands here and was not recorded.", late.Text);
        await app.Settle();
        Assert.Single((await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Json.EnumerateArray());
    }

    [Fact]
    public async Task Strangers_have_one_row_a_number_and_do_not_crowd_out_who_has_signed_in()
    {
        await Calls.Keyed(app);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 3; i++)
        {
            await Stranger(null);
            await Stranger("07700 900901");
        }
        var calls = await Board();
        Assert.Equal([("Tom Bright", 1), (null, 3), (null, 3)], calls.Select(c => (c.CallerName, c.Times)));
        Assert.Contains("from 07700 900 901, 3 times", (await hub.Open("/hub")).Text.Replace(" ,", ",", StringComparison.Ordinal));
        for (var i = 0; i < 30; i++)
            await Stranger($"07700 9002{i:D2}");
        var board = await hub.Open("/hub");
        Assert.Contains("Tom Bright", board.Text);
        Assert.Contains("and 13 more from people who have not signed in", board.Text);
        Assert.Equal(HubCalls.MostShown, board.Html.Split("data-live-of=\"call\"").Length - 1);
    }

    [Fact]
    public async Task Strangers_who_wait_to_be_rung_back_hide_nobody_who_has_signed_in()
    {
        await Calls.Keyed(app);
        for (var i = 0; i < 30; i++)
        {
            await Stranger($"07700 9002{i:D2}");
            await app.Get<HubCalls>().Tell("CA-none", PhoneNumber.Read($"07700 9002{i:D2}").Value!, wasAnswered: false, default);
        }
        var board = await hub.Open("/hub");
        Assert.Contains("Tom Bright", board.Text);
        Assert.Contains("and 10 more from people who have not signed in", board.Text);
    }

    [Fact]
    public async Task Whoever_of_a_switchboard_was_not_answered_stays_to_be_rung_back_when_the_next_is_answered()
    {
        var number = PhoneNumber.Read("07700 900901").Value!;
        await Stranger("07700 900901");
        await app.Get<HubCalls>().Tell("CA-none", number, wasAnswered: false, default);
        app.Clock.Advance(HubCalls.StaysFor * 2);
        Assert.Equal(HubRang.Missed, Assert.Single(await Board()).Rang);
        await Stranger("07700 900901");
        await app.Get<HubCalls>().Tell("CA-none", number, wasAnswered: true, default);
        var call = Assert.Single(await Board());
        Assert.Equal((HubRang.Missed, 2), (call.Rang, call.Times));
    }

    /// <summary>What was done with the call, the earliest first.</summary>
    private async Task<IEnumerable<string>> Seen() =>
        (await app.Ground.Audited()).Where(r => r["about"] == "call-CA1").Select(r => $"{r["by"]} {r["what"]}");

    private Task<IReadOnlyList<HubCall>> Board() => app.Get<HubCalls>().Read(default);

    private Task Stranger(string? number) =>
        app.Get<HubCalls>().Put(new HubCall($"CA{Guid.NewGuid():N}", app.Clock.GetUtcNow(), null, null, number is null ? null : PhoneNumber.Read(number).Value!, null, null), default);
}
