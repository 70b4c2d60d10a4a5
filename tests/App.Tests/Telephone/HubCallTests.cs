using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Tests.Pages;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>Calls that were put through to the hub: what its board says of them, and the referral that is taken down from one.</summary>
public sealed class HubCallTests : IAsyncLifetime
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
    public async Task The_board_says_who_is_on_the_line_and_what_for_but_not_whom_it_is_about()
    {
        Assert.DoesNotContain("Calls put through", (await hub.Open("/hub")).Text);
        await Put();
        var board = await hub.Open("/hub");
        Assert.Contains("Tom Bright, East Coast Ambulance Service", board.Text);
        Assert.Contains("from 07700 900 801", board.Text);
        Assert.Contains("Keyed: A fall without serious injury; to be seen within 2 hours; cannot safely wait two hours; NHS number.", board.Text);
        Assert.All(["999 000", "1942", "9990000018"], w => Assert.DoesNotContain(w, board.Html, StringComparison.Ordinal));
        Assert.Matches("<title>Hub board (–|&#x2013;) 1 call, 0 open", board.Html);
    }

    [Fact]
    public async Task The_board_that_keeps_itself_up_to_date_hears_of_a_call()
    {
        var latest = await app.As(TestApp.Clinician).GetAsync("/hub?handler=Latest");
        await Put();
        using var again = new HttpRequestMessage(HttpMethod.Get, "/hub?handler=Latest") { Headers = { IfNoneMatch = { latest.Headers.ETag! } } };
        var answer = await app.As(TestApp.Clinician).SendAsync(again);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Contains("Calls put through", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_and_a_withheld_number_stand_there_as_such()
    {
        await Put(new HubCall("CA2", app.Clock.GetUtcNow(), null, null, null, null, null));
        var board = await hub.Open("/hub");
        Assert.Contains("Somebody who has not signed in", board.Text);
        Assert.Contains("from a telephone that withholds its number", board.Text);
        Assert.DoesNotContain("Keyed:", board.Text);
    }

    [Fact]
    public async Task Taking_down_a_call_begins_with_what_was_keyed_and_takes_it_off_the_board()
    {
        await Put();
        var form = await hub.Open("/refer?call=CA1");
        Assert.Equal(("Tom Bright", "9", "3", "1942", "999 000 0018", "07700900801"),
            (form.Value("referrerName"), form.Value("dateOfBirth-day"), form.Value("dateOfBirth-month"), form.Value("dateOfBirth-year"), form.Value("nhsNumber"), form.Value("callBack")));
        Assert.Contains("East Coast Ambulance Service", form.Value("onBehalfOf"), StringComparison.Ordinal);
        Assert.Matches("value=\"fall\" checked", form.Html);
        Assert.Matches("value=\"two-hours\" checked", form.Html);

        var boxes = Calls.Boxes(form, "");
        var wrong = await hub.Send("/refer", boxes, from: form);
        Assert.Equal((422, "CA1"), (wrong.Status, wrong.Value("call")));
        Assert.Contains("Calls put through", (await hub.Open("/hub")).Text);

        boxes["whatChanged"] = "Fell in the kitchen.";
        Assert.Equal(302, (await hub.Send("/refer", boxes, from: form)).Status);
        Assert.DoesNotContain("Calls put through", (await hub.Open("/hub")).Text);
        Assert.Contains("That call is not on the hub board any more", (await hub.Open("/refer?call=CA1")).Text);
    }

    [Fact]
    public async Task Done_takes_a_call_off_however_often_it_is_pressed_and_keeps_what_the_board_shows()
    {
        await Put();
        foreach (var _ in new[] { "first", "again" })
            Assert.Equal((302, "/hub?owner=me"), await Location(hub.Send("/hub", new() { ["back"] = "owner=me" }, "/hub/calls/CA1/done")));
        Assert.DoesNotContain("Calls put through", (await hub.Open("/hub")).Text);
    }

    [Fact]
    public async Task The_api_does_the_same_for_the_hub_alone()
    {
        await Put();
        var clinician = app.As(TestApp.Clinician);
        var calls = await clinician.Ask("/api/hub/calls");
        Assert.Contains("\"callerName\":\"Tom Bright\"", calls.Body, StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"fall\"", calls.Body, StringComparison.Ordinal);
        Assert.Contains("\"nhsNumberKeyed\":true", calls.Body, StringComparison.Ordinal);
        Assert.All(["0018", "1942"], w => Assert.DoesNotContain(w, calls.Body, StringComparison.Ordinal));
        Assert.Equal(403, (await app.As(TestApp.Paramedic).Ask("/api/hub/calls")).Status);
        Assert.Equal(403, (await app.As(TestApp.Paramedic).Tell("/api/hub/calls/CA1/done")).Status);
        Assert.Equal(204, (await clinician.Tell("/api/hub/calls/CA1/done")).Status);
        Assert.Equal(204, (await clinician.Tell("/api/hub/calls/CA1/done")).Status);
        Assert.Equal("[]", (await clinician.Ask("/api/hub/calls")).Body);
    }

    [Fact]
    public async Task A_paramedic_s_own_form_knows_nothing_of_calls()
    {
        await Put();
        using var paramedic = await Browser.Of(app, TestApp.Paramedic);
        var form = await paramedic.Open("/refer?call=CA1");
        Assert.DoesNotContain("999 000 0018", form.Html, StringComparison.Ordinal);
        Assert.Equal("", form.Value("call"));
    }

    private static async Task<(int, string?)> Location(Task<Page> sent) => (await sent) is var page ? (page.Status, page.Location) : default;

    [Fact]
    public async Task The_board_tells_who_waits_to_be_rung_back_first()
    {
        await Put();
        await Put(new HubCall("CA2", app.Clock.GetUtcNow(), null, null, PhoneNumber.Read("07700 900901").Value!, null, null));
        Assert.Contains("Put through Tom Bright", (await hub.Open("/hub")).Text);
        await Tell("CA1", "07700 900801", wasAnswered: true);
        await Tell("CA2", "07700 900901", wasAnswered: false);
        var board = await hub.Open("/hub");
        Assert.Matches("Ring back Somebody who has not signed in.*Answered Tom Bright", board.Text);
        Assert.Contains("2 calls, 1 to ring back", board.Html, StringComparison.Ordinal);
        var calls = await app.As(TestApp.Clinician).Ask("/api/hub/calls");
        Assert.Equal(("missed", "answered"), (calls["0.rang"], calls["1.rang"]));
    }

    [Fact]
    public async Task A_referral_is_taken_down_only_of_whoever_may_refer_and_only_once()
    {
        var phone = new Phone(app, "+447700900101");
        await phone.Dial();
        await phone.Press("0");
        var board = await hub.Open("/hub");
        Assert.Contains("The duty phone of Rapid Response East", board.Text);
        Assert.DoesNotContain("Take down the referral", board.Text);
        var reference = await app.Refer();
        await app.Settle();
        await Put(new HubCall("CA2", app.Clock.GetUtcNow(), "Tom Bright", OdsCode.Read("RYC01").Value!, null, null, Reference.Read(reference).Value!));
        board = await hub.Open("/hub");
        Assert.Contains($"Open referral {reference[..4]} {reference[4..]}", board.Text);
        Assert.DoesNotContain("Take down the referral", board.Text);
    }

    [Fact]
    public async Task The_api_takes_down_a_call_as_the_page_does()
    {
        await Put();
        var body = new { name = The.Form.Name, dateOfBirth = The.Form.DateOfBirth, postcode = The.Form.Postcode, reason = "fall", howSoon = "two-hours", whatChanged = "Fell", callBack = "07700 900801", call = "CA1" };
        Assert.Equal(422, (await app.As(TestApp.Paramedic).Tell("/api/referrals", body)).Status);
        var first = await app.As(TestApp.Clinician).Tell("/api/referrals", body);
        Assert.Equal(201, first.Status);
        Assert.DoesNotContain("Calls put through", (await hub.Open("/hub")).Text);
        Assert.Equal((200, first["reference"]), (await app.As(TestApp.Clinician).Tell("/api/referrals", body)) is var again ? (again.Status, again["reference"]) : default);
        var other = await app.As("kit-walker").Tell("/api/referrals", body with { whatChanged = "She fell" });
        Assert.Equal(409, other.Status);
        Assert.Contains("A referral was already made from this call", other.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_open_when_the_caller_hangs_up_makes_no_second_referral()
    {
        var phone = new Phone(app, "+447700900201");
        await phone.SignIn(TestApp.Paramedic);
        await phone.Press("1", "1", "9990000018", "1", "1", "0");
        var call = Assert.Single(await app.Get<HubCalls>().Read(default));
        var form = await hub.Open($"/refer?call={call.Id}");
        await phone.HubRang("no-answer");
        Assert.Empty(await app.Get<HubCalls>().Read(default));
        var late = await hub.Send("/refer", Calls.Boxes(form, "Fell in the kitchen."), from: form);
        Assert.Equal(409, late.Status);
        Assert.Contains("A referral was already made from this call: ", late.Text);
        Assert.Contains("Fell in the kitchen.", late.Text);
        await app.Settle();
        Assert.Single((await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Json.EnumerateArray());
    }

    private Task Tell(string id, string from, bool wasAnswered) => app.Get<HubCalls>().Tell(id, PhoneNumber.Read(from).Value!, wasAnswered, default);

    private Task Put(HubCall? call = null) => call is null ? Calls.Keyed(app) : app.Get<HubCalls>().Put(call, default);
}
