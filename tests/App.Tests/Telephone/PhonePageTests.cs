using System.Text.RegularExpressions;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Tests.Pages;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>A telephone in the browser, without a script: each key is a form, and the form is the whole call.</summary>
public sealed class PhonePageTests : IAsyncLifetime
{
    private static readonly string[] Hidden = ["call", "who", "from", "document", "at", "keyed", "lines"];
    private TestApp app = null!;
    private Browser paramedic = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        paramedic = await Browser.Of(app, TestApp.Paramedic);
    }

    public async Task DisposeAsync()
    {
        paramedic.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_is_signed_in_rings_from_their_mobile_and_reads_their_number_and_the_PIN_made_for_them()
    {
        var form = await paramedic.Open("/local/phone");
        Assert.Matches("value=\"tom-bright\" selected", form.Html);
        var ringing = await Ring();
        Assert.Contains("Tom Bright rings from 07700 900 801", ringing.Text);
        Assert.Contains("PIN 4093", ringing.Text);
        Assert.Matches("Service: Southend single point of referral", ringing.Text);
        var number = Regex.Match(ringing.Text, @"Staff number (\d{3}) (\d{3})");
        Assert.IsType<PinCheck.Right>(await app.Get<StaffNumbers>().Check(number.Groups[1].Value + number.Groups[2].Value, "4093", default));
    }

    [Fact]
    public async Task Keys_are_collected_until_there_are_enough_and_what_is_typed_ahead_answers_what_is_asked_next()
    {
        var phone = await Ring();
        var staff = Staff(phone);
        phone = await Press(phone, "key", staff[..1]);
        Assert.Contains($"Pressed so far: {staff[0]}", phone.Text);
        Assert.DoesNotContain("PIN, then", phone.Text, StringComparison.OrdinalIgnoreCase);
        phone = await Keys(phone, staff[1..] + "4093#");
        Assert.Contains($"Tom Bright: Pressed {string.Join(' ', staff.AsEnumerable())} ", phone.Text);
        Assert.Contains("Tom Bright: Pressed 4 0 9 3 #", phone.Text);
        Assert.Contains("press 1", phone.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_hub_is_rung_and_what_comes_of_it_is_told()
    {
        var phone = await Keys(await Ring(), "0#");
        Assert.Contains("Ringing the hub, 01632 960 110.", phone.Text);
        Assert.DoesNotContain("name=\"key\"", phone.Html, StringComparison.Ordinal);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        Assert.Contains("from 07700 900 801", (await hub.Open("/hub")).Text);
        Assert.Contains("Nobody answered.", (await Press(phone, "do", "unanswered")).Text);
    }

    [Fact]
    public async Task A_telephone_that_withholds_its_number_rings_as_such_and_hangs_up()
    {
        var phone = await Ring("withheld");
        Assert.Equal(422, phone.Status);
        phone = await Ring(Handset.Withheld);
        Assert.Contains("Tom Bright rings from a telephone that withholds its number", phone.Text);
        phone = await Press(phone, "do", "hang-up");
        Assert.Contains("You have hung up.", phone.Text);
        var again = await Press(phone, "do", "again");
        Assert.Contains("Staff number.", again.Text);
        Assert.NotEqual(phone.Value("call"), again.Value("call"));
    }

    [Fact]
    public async Task The_PIN_is_made_anew_for_somebody_who_has_locked_it()
    {
        var phone = await Ring();
        var staff = Staff(phone);
        foreach (var _ in Enumerable.Range(0, StaffNumbers.MostTries))
            await app.Get<StaffNumbers>().Check(staff, "1111", default);
        Assert.Contains("It is locked", (await Press(phone, "do", "wait")).Text);
        Assert.DoesNotContain("It is locked", (await Press(phone, "do", "pin")).Text);
        Assert.IsType<PinCheck.Right>(await app.Get<StaffNumbers>().Check(staff, "4093", default));
    }

    [Fact]
    public async Task A_telephone_that_wants_no_texts_rings_and_is_answered_by_key()
    {
        foreach (var duty in new[] { "+447700900101", "+447700900121" })
            await app.Get<OptOuts>().Record(PhoneNumber.Read(duty).Value!, optedOut: true, default);
        var reference = await app.Refer();
        await app.Settle();
        var form = await paramedic.Open("/local/phone");
        Assert.Contains("Ringing: Duty phone, Rapid Response East, 01632 960 101", form.Text.Replace(" ,", ",", StringComparison.Ordinal));
        var answered = await paramedic.Send("/local/phone", new() { ["ring"] = form.Value("ring"), ["do"] = "answer" }, from: form);
        Assert.Contains("Press 1 to accept.", answered.Text);
        Assert.Contains("You have accepted referral", (await Press(answered, "key", "1")).Text);
        Assert.Equal("accepted", (await app.As(TestApp.RapidResponse).Ask($"/api/referrals/{reference}"))["strands.0.stage"]);
        Assert.DoesNotContain("Ringing:", (await paramedic.Open("/local/phone")).Text);
        Assert.Contains("That telephone has stopped ringing", (await paramedic.Send("/local/phone", new() { ["ring"] = form.Value("ring"), ["do"] = "answer" }, from: form)).Text);
    }

    [Theory]
    [InlineData("", "Enter the keys to press")]
    [InlineData("one", "Enter keys that a telephone has: 0 to 9, * and #")]
    public async Task Keys_that_a_telephone_does_not_have_are_asked_for_again(string typed, string sentence)
    {
        var answer = await Keys(await Ring(), typed);
        Assert.Equal((422, sentence), (answer.Status, answer.Error("keys")));
        Assert.Equal(typed, answer.Value("keys"));
    }

    [Fact]
    public async Task A_form_that_somebody_has_changed_posts_to_no_other_address_and_never_fails()
    {
        var phone = await Ring();
        foreach (var document in new[] { "<Response><Gather action=\"/sms/in\" numDigits=\"1\"/></Response>", "<Response><Redirect>/sms/in</Redirect></Response>", "<Response><Gather", "" })
        {
            var answer = await Press(phone, "key", "1", ("document", document), ("at", "0"));
            Assert.Equal(200, answer.Status);
            Assert.DoesNotContain("name=\"key\"", answer.Html, StringComparison.Ordinal);
        }
        Assert.Equal(200, (await Press(phone, "key", "1", ("at", "-5"), ("who", "nobody"), ("lines", "x\n\n<"), ("call", "<script>"))).Status);
    }

    private Task<Page> Ring(string from = "mobile") =>
        paramedic.Send("/local/phone", new() { ["who"] = TestApp.Paramedic, ["from"] = from });

    private Task<Page> Keys(Page phone, string keys) => Press(phone, "do", "press", ("keys", keys));

    private Task<Page> Press(Page phone, string name, string value, params (string Name, string Value)[] boxes)
    {
        var fields = Hidden.ToDictionary(h => h, phone.Value);
        foreach (var (box, text) in boxes.Append((name, value)))
            fields[box] = text;
        return paramedic.Send("/local/phone", fields, from: phone);
    }

    private static string Staff(Page phone) => Regex.Match(phone.Text, @"Staff number (\d{3}) (\d{3})") is var found ? found.Groups[1].Value + found.Groups[2].Value : "";
}
