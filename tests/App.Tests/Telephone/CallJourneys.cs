using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>Calls from the first ring to the last word, over HTTP.</summary>
public sealed class CallJourneys : IAsyncLifetime
{
    private const string Mobile = "+447700900201";
    private const string Number = "9990000018";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_person_whom_the_organisation_has_referred_before_is_referred_triaged_and_offered_at_once()
    {
        await ReferredBefore();
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Gp);
        Assert.Contains("New referral, press 1.", phone.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("offer", phone.Said, StringComparison.Ordinal);
        await phone.Press("1", "1", Number);
        Assert.Contains("Edith Example, born 9 March 1942, at S S 1, 2 A B.", phone.Said, StringComparison.Ordinal);
        await phone.Press("1", "1", "1", "1");
        Assert.Contains("We ring this telephone.", phone.Said, StringComparison.Ordinal);
        await phone.Press("1");
        Assert.Contains("That is all.", phone.Said, StringComparison.Ordinal);

        await app.Settle();
        var referral = await Heard(phone);
        Assert.Equal(("on-offer", "fall", "Edith Example"), (referral["strands.0.stage"], referral["need.reason"], referral["person.name"]));
        Assert.StartsWith("Referred by telephone keypad", referral["history.0.sentence"], StringComparison.Ordinal);
        Assert.Contains("Referred by telephone keypad: a fall", referral["story.whatChanged"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_nobody_knows_is_with_the_hub_which_rings_back_within_a_quarter_of_an_hour()
    {
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Paramedic);
        await phone.Press("1", "1", "1", "09031942");
        Assert.StartsWith("9 March 1942.", phone.Said, StringComparison.Ordinal);
        await phone.Press("1", "0", "1", "1", "2", "2", "01632960555");
        Assert.Contains("Another need, within 2 hours. We ring you on 0 1 6 3 2, 9 6 0, 5 5 5.", phone.Said, StringComparison.Ordinal);
        await phone.Press("1");
        Assert.Contains("The hub rings you back within 15 minutes for the rest.", phone.Said, StringComparison.Ordinal);

        await app.Settle();
        var line = (await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Json.EnumerateArray().Single();
        Assert.Equal(("ring-back", app.Clock.GetUtcNow().AddMinutes(15)), (line.GetProperty("todo").GetString(), line.GetProperty("due").GetDateTimeOffset()));
        var referral = await app.As(TestApp.Clinician).Ask($"/api/referrals/{line.GetProperty("reference").GetString()}");
        Assert.Equal(("1942-03-09", "own-home"), (referral["person.dateOfBirth"], referral["need.assessment.residence"]));
    }

    [Fact]
    public async Task Another_referral_that_is_open_is_told_of_before_a_second_is_made()
    {
        await app.Refer();
        await app.Settle();
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Paramedic);
        await phone.Press("1", "1", Number);
        Assert.DoesNotContain("Edith", phone.Said, StringComparison.Ordinal);
        await phone.Press("1");
        Assert.Contains("This person was referred already, on 3 March 2026. It is on offer to a service.", phone.Said, StringComparison.Ordinal);
        await phone.Press("1");
        Assert.Contains("Fall, 1.", phone.Said, StringComparison.Ordinal);
    }

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
        Assert.Equal(1, await Rows());
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

    [Fact]
    public async Task A_telephone_that_many_share_is_not_remembered()
    {
        var phone = new Phone(app, "+441632960555");
        await phone.SignIn(TestApp.Gp);
        await phone.Dial();
        Assert.Contains("Staff number.", phone.Said, StringComparison.Ordinal);
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
    public async Task A_locked_PIN_is_said_and_the_hub_is_offered()
    {
        var number = await Phone.SetPin(app, TestApp.Gp);
        for (var i = 0; i < StaffNumbers.MostTries - 1; i++)
            await app.Get<StaffNumbers>().Check(number, "0000", default);
        var phone = new Phone(app, Mobile);
        await phone.Dial();
        await phone.Press(number, "0000");
        Assert.Contains("This PIN is locked after five wrong tries.", phone.Said, StringComparison.Ordinal);
        await phone.Press("0");
        Assert.NotNull(phone.Dialled);
        Assert.Null(Assert.Single(await app.Get<HubCalls>().Read(default)).CallerName);
    }

    [Fact]
    public async Task A_telephone_is_remembered_for_the_shift_until_somebody_says_that_it_is_not_theirs()
    {
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Gp);
        await phone.Press("#", "#");
        Assert.True(phone.HasEnded);
        await phone.Dial();
        Assert.Contains("You are signed in from this telephone.", phone.Said, StringComparison.Ordinal);
        await phone.Press("*");
        Assert.Equal("Staff number.", phone.Said);
        await phone.Dial();
        Assert.Contains("Staff number.", phone.Said, StringComparison.Ordinal);

        var withheld = new Phone(app, "anonymous");
        await withheld.SignIn(TestApp.Gp);
        await withheld.Dial();
        Assert.Contains("Staff number.", withheld.Said, StringComparison.Ordinal);
        await phone.SignIn(TestApp.Gp);
        app.Clock.Advance(TimeSpan.FromHours(13));
        await phone.Dial();
        Assert.Contains("Staff number.", phone.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_referral_is_followed_by_whoever_may_read_it_and_nobody_else()
    {
        var reference = await app.Refer();
        await app.Settle();
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Gp);
        await phone.Press("2", reference);
        Assert.Contains($"Referral {Spaced(reference)}. It is on offer to a service.", phone.Said, StringComparison.Ordinal);
        var views = new List<string>();
        await foreach (var row in app.Ground.Tables.Everything("views"))
            views.Add(row["what"]!);
        Assert.Contains("POST /voice/call/{turn:int}", views);

        var other = new Phone(app, "+447700900202");
        await other.SignIn(TestApp.Paramedic);
        await other.Press("2", reference);
        Assert.Contains("There is no referral of that reference that you may follow.", other.Said, StringComparison.Ordinal);
        await other.Press("48217735");
        Assert.Contains("That is not a reference", other.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_accepts_one_offer_and_declines_another()
    {
        var first = await app.Refer();
        await app.Settle();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await app.Refer(The.Form with { NhsNumber = null, Name = "Another Person", Reason = "catheter" });
        await app.Settle();
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.RapidResponse);
        Assert.DoesNotContain("New referral", phone.Said, StringComparison.Ordinal);
        await phone.Press("3");
        Assert.Contains($"Referral {Spaced(first)}, offered to ", phone.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Edith", phone.Said, StringComparison.Ordinal);
        await phone.Press("3");
        Assert.Contains($"Referral {Spaced(second)}", phone.Said, StringComparison.Ordinal);
        await phone.Press("2", "1");
        Assert.Contains($"Declined: {Spaced(second)}. It goes to another service or to the hub. Referral {Spaced(first)}", phone.Said, StringComparison.Ordinal);
        await phone.Press("1");
        Assert.Contains($"Accepted: {Spaced(first)}. See the person by ", phone.Said, StringComparison.Ordinal);
        await app.Settle();
        await phone.Press("3");
        Assert.DoesNotContain(Spaced(first), phone.Said, StringComparison.Ordinal);
        Assert.Equal("accepted", (await app.As(TestApp.RapidResponse).Ask($"/api/referrals/{first}"))["strands.0.stage"]);
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
    public async Task Nobody_unsigned_is_heard()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["CallSid"] = "CA1", ["From"] = Mobile });
        using var response = await app.As(null).PostAsync("/voice/call", form);
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal(0, await Rows());
    }

    [Fact]
    public async Task Two_hundred_calls_of_somebody_who_presses_anything_end_and_hear_of_nobody_before_the_PIN()
    {
        await ReferredBefore();
        var staff = await Phone.SetPin(app, TestApp.Gp, "7");
        string[] keys = ["", "*", "#", "0", "1", "2", "3", "1", "1", "1", "7", "x", "99", staff, staff, Number, "01632960555", "09031942"];
        var phone = new Phone(app, "anonymous");
        for (var seed = 0; seed < 200; seed++)
        {
            var (random, isSignedIn) = (new Random(seed), false);
            await phone.Dial();
            for (var turn = 0; !phone.HasEnded; turn++)
            {
                Assert.True(turn < 250, $"Call {seed} does not end: {phone.Said}");
                isSignedIn |= phone.Said.Contains("New referral, press 1", StringComparison.Ordinal) || phone.Said.Contains("You were cut off", StringComparison.Ordinal);
                if (!isSignedIn)
                    Assert.All([.. The.Canaries, "Edith", "9 9 9, 0 0 0"], c => Assert.DoesNotContain(c, phone.Said, StringComparison.Ordinal));
                await (phone.Dialled is null ? phone.Press(keys[random.Next(keys.Length)]) : phone.HubRang(random.Next(2) == 0 ? "completed" : "busy"));
            }
        }
    }

    [Fact]
    public async Task Nothing_that_was_keyed_or_said_stands_in_clear()
    {
        await ReferredBefore();
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Gp);
        await phone.Press("1", "1", Number, "1", "1");
        var rows = 0;
        foreach (var table in new[] { "calls", "lookups", "callers" })
        {
            await foreach (var row in app.Ground.Tables.Everything(table))
            {
                rows++;
                var clear = string.Join(' ', row.Texts.Where(t => t.Key != "person").Select(t => t.Value).Append(row.Partition).Append(row.Key));
                Assert.All([.. The.Canaries, "7700900201", "Amara Okafor", "4821"], c => Assert.DoesNotContain(c, clear, StringComparison.Ordinal));
            }
        }
        Assert.True(rows >= 3);
        Assert.All(app.Logs, l => Assert.All(The.Canaries, c => Assert.DoesNotContain(c, l, StringComparison.Ordinal)));
    }

    /// <summary>A referral by the GP that is over.</summary>
    private async Task ReferredBefore()
    {
        var reference = await app.Refer();
        await app.Settle();
        await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "no-longer-needed" });
        await app.Settle();
        app.Clock.Advance(TimeSpan.FromDays(1));
    }

    private async Task<Answer> Heard(Phone phone) => await app.As(TestApp.Gp).Ask($"/api/referrals/{phone.Reference}");

    private static string Spaced(string reference) => Spoken.Of(Reference.Read(reference).Value!);

    private async Task<int> Rows()
    {
        var rows = 0;
        await foreach (var row in app.Ground.Tables.Everything("calls"))
            rows += row.Partition == "live" ? 1 : 0;
        return rows;
    }
}
