using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>Who rings, and what happens while nobody is signed in.</summary>
public sealed class CallSignInTests : IAsyncLifetime
{
    private const string Mobile = "+447700900201";
    private const string Number = "9990000018";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

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

    [Theory]
    [InlineData(Mobile, true)]
    [InlineData("anonymous", true)]
    [InlineData("anonymous", false)]
    public async Task From_a_telephone_that_sent_five_wrong_PINs_none_is_tried_within_the_hour(string from, bool isHourOver)
    {
        var numbers = new[] { await Phone.SetPin(app, TestApp.Gp), await Phone.SetPin(app, TestApp.RapidResponse), await Phone.SetPin(app, TestApp.Clinician) };
        for (var i = 0; i < WrongTries.MostInAnHour; i++)
        {
            var wrong = new Phone(app, from);
            await wrong.Dial();
            await wrong.Press(numbers[i % 2], "0000");
        }
        var phone = new Phone(app, from);
        await phone.Dial();
        await phone.Press(numbers[2], "4821");
        Assert.NotNull(phone.Dialled);
        Assert.Contains("Too many wrong PINs came from this telephone within the hour.", phone.Said, StringComparison.Ordinal);
        if (isHourOver)
            app.Clock.Advance(TimeSpan.FromHours(1));
        var next = new Phone(app, isHourOver ? from : "+447700900202");
        await next.Dial();
        await next.Press(numbers[2], "4821");
        Assert.Contains("New referral, press 1.", next.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_PIN_lets_the_others_of_a_switchboard_try_again()
    {
        var numbers = new[] { await Phone.SetPin(app, TestApp.Gp), await Phone.SetPin(app, TestApp.RapidResponse) };
        for (var i = 0; i < 3; i++)
        {
            var phone = new Phone(app, "+441632960555");
            await phone.Dial();
            await phone.Press(numbers[0], "0000", numbers[1], "0000", numbers[i % 2], "4821");
            Assert.Contains("The hub, 0.", phone.Said, StringComparison.Ordinal);
            Assert.Null(phone.Dialled);
            await app.Get<StaffNumbers>().Check(numbers[(i + 1) % 2], "4821", default);
        }
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
    public async Task Nobody_unsigned_is_heard()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["CallSid"] = "CA1", ["From"] = Mobile });
        using var response = await app.As(null).PostAsync("/voice/call", form);
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal(0, await Calls.Rows(app));
    }

    [Fact]
    public async Task Nothing_that_was_keyed_or_said_stands_in_clear()
    {
        await Calls.ReferredBefore(app);
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Gp);
        await phone.Press("1", "1", Number, "1", "1");
        var rows = 0;
        foreach (var table in new[] { "calls", "lookups", "callers" })
        {
            await foreach (var row in app.Ground.Tables.Everything(table))
            {
                rows++;
                var clear = string.Join(' ', row.Texts.Values.Append(row.Partition).Append(row.Key));
                Assert.DoesNotMatch(@"\b4821\b", clear);
                Assert.All([.. The.Canaries, "7700900201", "Amara Okafor"], c => Assert.DoesNotContain(c, clear, StringComparison.Ordinal));
            }
        }
        Assert.True(rows >= 3);
        Assert.All(app.Logs, l => Assert.All(The.Canaries, c => Assert.DoesNotContain(c, l, StringComparison.Ordinal)));
    }
}
