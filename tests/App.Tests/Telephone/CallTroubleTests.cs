using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>Calls in which something goes wrong: cut off, silent, told twice, or nonsense.</summary>
public sealed class CallTroubleTests : IAsyncLifetime
{
    private const string Mobile = "+447700900201";
    private const string Number = "9990000018";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Whoever_was_cut_off_goes_on_where_they_were_for_ten_minutes_and_not_after()
    {
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Paramedic);
        await phone.Press("1", "1", Number, "1", "3");
        Assert.Contains("Two hours, 1.", phone.Said, StringComparison.Ordinal);
        await phone.HangUp();
        app.Clock.Advance(TimeSpan.FromMinutes(9));
        await phone.Dial();
        Assert.Contains("You were cut off while you referred. To go on, press 1.", phone.Said, StringComparison.Ordinal);
        await phone.Press("1");
        Assert.Contains("Two hours, 1.", phone.Said, StringComparison.Ordinal);
        await phone.Press("1", "1", "1", "1");
        Assert.Contains("Referred. Reference", phone.Said, StringComparison.Ordinal);
        await app.Settle();
        Assert.Equal("reduced-function", (await app.As(TestApp.Clinician).Ask($"/api/referrals/{phone.Reference}"))["need.reason"]);

        await phone.Press("1");
        await phone.Press("1", "1", Number);
        app.Clock.Advance(LiveCalls.KeptFor);
        await phone.Dial();
        Assert.DoesNotContain("cut off", phone.Said, StringComparison.Ordinal);
        await app.Get<LiveCalls>().Sweep(default);
        Assert.Equal(1, await Calls.Rows(app));
    }

    [Fact]
    public async Task A_turn_that_comes_twice_is_taken_once()
    {
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Paramedic);
        await phone.Press("1", "1", Number, "1", "1", "1", "1", "1");
        var last = phone.Action!;
        await phone.Press("1");
        var said = phone.Said;
        await phone.Post(last, ("Digits", "1"));
        Assert.Equal(said, phone.Said);
        await phone.Post("/voice/call");
        Assert.Equal(said, phone.Said);
        await phone.Post("/voice/call/1", ("Digits", "2"));
        Assert.Equal(said, phone.Said);
        await app.Settle();
        Assert.Single((await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Json.EnumerateArray());
    }

    [Fact]
    public async Task Silence_rings_the_hub_the_third_time_with_what_was_keyed_on_its_board()
    {
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Paramedic);
        await phone.Press("1", "1", Number, "1", "2");
        await phone.Silence();
        await phone.Silence();
        Assert.Null(phone.Dialled);
        await phone.Silence();
        Assert.Equal("+441632960110", phone.Dialled);
        var call = Assert.Single(await app.Get<HubCalls>().Read(default));
        Assert.Equal(("Tom Bright", Number, "frailty", Mobile), (call.CallerName, call.Keyed!.NhsNumber, call.Keyed.Reason, call.From!.Text));
        await phone.HubRang("no-answer");
        Assert.Contains("What you keyed is referral ", phone.Said, StringComparison.Ordinal);
        Assert.Contains("The hub rings you back within 15 minutes. Its number is 0 1 6 3 2, 9 6 0, 1 1 0. To try again, press 1.", phone.Said, StringComparison.Ordinal);
        Assert.Empty(await app.Get<HubCalls>().Read(default));
        await app.Settle();
        var line = Assert.Single((await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Json.EnumerateArray());
        Assert.Equal("ring-back", line.GetProperty("todo").GetString());
        await phone.Press("1");
        await phone.HubRang("completed");
        Assert.True(phone.HasEnded);
        Assert.Single(await app.Get<HubCalls>().Read(default));
    }

    [Fact]
    public async Task Where_nothing_is_missing_of_what_was_keyed_the_board_says_that_the_caller_is_to_be_rung_back()
    {
        await Calls.ReferredBefore(app);
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Gp);
        await phone.Press("1", "1", Number, "1", "1", "1", "0");
        await phone.HubRang("no-answer");
        Assert.Contains("The hub rings you back within 15 minutes.", phone.Said, StringComparison.Ordinal);
        var call = Assert.Single(await app.Get<HubCalls>().Read(default));
        Assert.Equal(HubRang.Missed, call.Rang);
        await app.Settle();
        Assert.NotEqual("ring-back", (await app.As(TestApp.Clinician).Ask($"/api/referrals/{call.Reference!.Text}"))["todo"]);
    }

    [Theory]
    [InlineData(true, HubRang.Answered)]
    [InlineData(false, HubRang.Missed)]
    public async Task How_the_hub_was_rung_is_told_after_a_long_talk_and_after_the_caller_has_hung_up(bool talks, HubRang rang)
    {
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Paramedic);
        await phone.Press("0");
        var action = phone.Action!;
        if (talks)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(25));
            await app.Get<LiveCalls>().Sweep(default);
        }
        else
        {
            await phone.HangUp();
        }
        await phone.Post(action, ("DialCallStatus", talks ? "completed" : "canceled"));
        Assert.Equal(rang, Assert.Single(await app.Get<HubCalls>().Read(default)).Rang);
    }

    [Fact]
    public async Task Whoever_withholds_their_number_leaves_one_where_the_hub_does_not_answer()
    {
        var stranger = new Phone(app, "anonymous");
        await stranger.Dial();
        await stranger.Press("0");
        await stranger.HubRang("busy");
        await stranger.Press("123");
        Assert.Contains("That is not a telephone number", stranger.Said, StringComparison.Ordinal);
        await stranger.Press("01632960555");
        Assert.Contains("It rings you back on 0 1 6 3 2, 9 6 0, 5 5 5.", stranger.Said, StringComparison.Ordinal);
        var call = Assert.Single(await app.Get<HubCalls>().Read(default));
        Assert.Equal(("+441632960555", HubRang.Missed), (call.From!.Text, call.Rang));
        await app.Get<HubCalls>().TakeOff(call.Id, default);

        var phone = new Phone(app, "anonymous");
        await phone.SignIn(TestApp.Paramedic);
        await phone.Press("1", "1", Number, "1", "2", "0");
        await phone.HubRang("no-answer");
        await phone.Press("01632960556");
        Assert.Contains("What you keyed is referral ", phone.Said, StringComparison.Ordinal);
        Assert.Empty(await app.Get<HubCalls>().Read(default));
    }

    [Theory]
    [InlineData("/voice/call", "", "")]
    [InlineData("/voice/call/7", "", "1")]
    [InlineData("/voice/call/1", "hub", "999999999999999999999999999999999999999999999")]
    [InlineData("/voice/call/3", "CA/../..", "ab*#é")]
    [InlineData("/voice/call/2147483647", "CA1", "1")]
    [InlineData("/voice/call/-1", "CA1", "1")]
    [InlineData("/voice/ended", "", "")]
    public async Task Whatever_is_sent_something_is_said(string path, string call, string digits)
    {
        var (status, body) = await app.Get<Local.OwnNetwork>().Post(path, [new("CallSid", call), new("Digits", digits), new("From", "x")], default);
        Assert.Equal(200, (int)status);
        Assert.StartsWith("<?xml", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_storage_it_still_speaks_and_rings_the_hub()
    {
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Gp);
        app.Ground.Tables.IsDown = _ => true;
        await phone.Press("1");
        Assert.Equal("+441632960110", phone.Dialled);
        app.Ground.Tables.IsDown = _ => false;
    }

    [Fact]
    public async Task A_telephone_that_many_share_is_not_remembered()
    {
        var phone = new Phone(app, "+441632960555");
        await phone.SignIn(TestApp.Gp);
        await phone.Dial();
        Assert.Contains("Staff number.", phone.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_keyed_stays_its_owners_while_the_call_goes_on_and_when_somebody_else_says_not_me()
    {
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Paramedic);
        await phone.Press("1", "1", Number, "1", "3");
        var second = new Phone(app, Mobile);
        await second.Dial();
        Assert.Contains("New referral", second.Said, StringComparison.Ordinal);
        await phone.HangUp();
        await second.Dial();
        Assert.Contains("You were cut off", second.Said, StringComparison.Ordinal);
        await second.Press("*");
        await second.SignIn(TestApp.Paramedic);
        Assert.Contains("You were cut off", second.Said, StringComparison.Ordinal);
        await second.Press("2");
        await second.HangUp();
        await second.Dial();
        Assert.DoesNotContain("You were cut off", second.Said, StringComparison.Ordinal);
    }
}
