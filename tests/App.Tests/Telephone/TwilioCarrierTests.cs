using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>What Twilio answers, and fails to answer, is told as it is: taken, refused, or in doubt.</summary>
public sealed class TwilioCarrierTests : IAsyncLifetime
{
    private static readonly PhoneNumber Landline = PhoneNumber.Read("01632 960 100").Value!;
    private static int used;

    private readonly PhoneNumber mobile = PhoneNumber.Read($"+447700{900_100 + Interlocked.Increment(ref used)}").Value!;
    private FakeTwilio twilio = null!;
    private TestApp app = null!;

    private ICarrier Carrier => app.Get<ICarrier>();

    public async Task InitializeAsync()
    {
        twilio = await FakeTwilio.Start();
        app = await twilio.StartApp();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        twilio.Dispose();
    }

    [Fact]
    public async Task A_text_is_taken_and_shown_and_reported_to_an_address_with_its_key()
    {
        var report = await Taken(Text("key-1", 2, "Please ring: café £5"));
        Assert.Equal("queued", report.Status);
        await twilio.Idle();

        var shown = Assert.Single(await twilio.Handsets());
        Assert.Equal((report.Id, mobile.Text, "Please ring: café £5", "https://referrals.example/sms/status/key-1/2"), (shown.Sid, shown.To, shown.Body, shown.StatusCallback));
        Assert.Equal(new CarrierReport(report.Id, "delivered", null), await Carrier.Look(report.Id, default));
    }

    [Fact]
    public async Task A_call_is_taken_and_rung_and_can_be_looked_at()
    {
        var report = await Taken(Carrier.Ring("key-2", 1, Landline, default));
        await twilio.Idle();
        Assert.Equal((Landline.Text, false), Assert.Single((await twilio.Calls()).Select(c => (c.To, c.IsAnswered))));
        Assert.Equal("no-answer", (await Carrier.Look(report.Id, default))!.Status);
        Assert.Equal("/voice/status/key-2/1", Assert.Single(await twilio.Called()).Path);
    }

    [Theory]
    [InlineData("tooMany", 0)]
    [InlineData("failBefore", 0)]
    [InlineData("silentBefore", 0)]
    [InlineData("failAfter", 1)]
    [InlineData("silentAfter", 1)]
    [InlineData("dropAfter", 1)]
    [InlineData("brokenAfter", 1)]
    public async Task What_goes_wrong_is_in_doubt_unless_it_was_refused_and_is_never_asked_twice(string trouble, int made)
    {
        await Taken(Text("warm", 1, "A connection that is open"));
        await twilio.Order(new Dictionary<string, double> { [trouble] = 1 });
        var answer = await Text("key", 1, "Perhaps");
        Assert.Equal(trouble == "tooMany" ? new CarrierAnswer.Refused(20429, TimeSpan.FromSeconds(1)) : new CarrierAnswer.Doubtful(), answer);
        Assert.Equal(made, (await twilio.Made()).Count(m => m.Body == "Perhaps"));
    }

    [Theory]
    [InlineData(null, 14_400)]
    [InlineData(900, 900)]
    [InlineData(-5, 60)]
    [InlineData(90_000, 14_400)]
    public async Task A_text_waits_no_longer_than_it_is_of_use(int? seconds, int validity)
    {
        await Taken(Carrier.Text("key", 1, mobile, "Hello", seconds is { } s ? app.Clock.GetUtcNow().AddSeconds(s) : null, default));
        Assert.Equal(validity, Assert.Single(await twilio.Made(), m => m.Body == "Hello").ValidityPeriod);
    }

    [Fact]
    public async Task What_Twilio_refuses_is_refused_with_its_code()
    {
        Assert.Equal(new CarrierAnswer.Refused(21635, null), await Carrier.Text("key", 1, Landline, "No", null, default));
        await twilio.TextIn(mobile.Text, "STOP");
        Assert.Equal(new CarrierAnswer.Refused(21610, null), await Text("key", 2, "No"));
        Assert.Equal(new CarrierAnswer.Refused(21602, null), await Text("key", 3, ""));
        Assert.Equal(new CarrierAnswer.Refused(20003, null), await With(twilio.Settings with { Tokens = ["wrong"] }, c => c.Text("key", 4, mobile, "No", null, default)));
        Assert.DoesNotContain(await twilio.Made(), m => !m.IsCall);
    }

    [Fact]
    public async Task While_the_secret_is_changed_either_is_believed() => Assert.IsType<CarrierAnswer.Taken>(
        await With(twilio.Settings with { Tokens = ["no longer", .. twilio.Settings.Tokens] }, c => c.Text("key", 1, mobile, "Hello", null, default)));

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://nowhere.invalid")]
    public async Task What_never_left_is_refused_without_a_code(string nowhere)
    {
        var settings = twilio.Settings with { Account = twilio.Settings.Account! with { Api = new Uri(nowhere) }, Patience = TimeSpan.FromSeconds(20) };
        Assert.Equal(new CarrierAnswer.Refused(null, null), await With(settings, c => c.Text("key", 1, mobile, "Hello", null, default)));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => With(settings, c => c.Look("SM1", default)));
    }

    [Fact]
    public async Task Every_text_to_a_number_is_listed_and_those_that_came_from_it_are_not()
    {
        var start = app.Clock.GetUtcNow().AddMilliseconds(700);
        for (var i = 0; i < 120; i++)
            await Taken(Text("many", i, $"Text {i}"));
        await Carrier.Text("other", 1, PhoneNumber.Read("07700 900 998").Value!, "Somebody else's", null, default);
        await twilio.TextIn(mobile.Text, "Y");

        var listed = await Carrier.TextsTo(mobile, start, default);
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"Text {i}").Order(), listed.Select(t => t.Body).Order());
        Assert.All(listed, t => Assert.Equal(app.Clock.GetUtcNow().ToUnixTimeSeconds(), t.MadeAt.ToUnixTimeSeconds()));
        Assert.Empty(await Carrier.TextsTo(mobile, start.AddSeconds(2), default));
    }

    [Fact]
    public async Task A_text_that_is_listed_late_is_not_there_at_first()
    {
        await twilio.Order(new { listedLate = 1.0 });
        await Taken(Text("late", 1, "Late"));
        var start = app.Clock.GetUtcNow();
        Assert.Empty(await Carrier.TextsTo(mobile, start, default));
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        await twilio.Follow(app.Clock);
        Assert.Single(await Carrier.TextsTo(mobile, start, default));
    }

    [Fact]
    public async Task Looking_tells_when_it_cannot_and_when_there_is_nothing()
    {
        Assert.Null(await Carrier.Look("SM00000000000000000000000000000000", default));
        Assert.Null(await Carrier.Look("CA00000000000000000000000000000000", default));
        await twilio.Order(new { lookFails = 1.0 });
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Carrier.Look("SM1", default));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Carrier.TextsTo(mobile, app.Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task A_messaging_service_sends_where_there_is_one()
    {
        var settings = twilio.Settings with { Account = twilio.Settings.Account! with { Sender = "MG0123456789abcdef0123456789abcdef" } };
        Assert.IsType<CarrierAnswer.Taken>(await With(settings, c => c.Text("service", 1, mobile, "Hello", null, default)));
        Assert.Equal("", Assert.Single(await twilio.Made()).From);
    }

    [Fact]
    public async Task Nothing_that_is_asked_or_answered_is_logged()
    {
        await twilio.Order(new { failAfter = 1.0 });
        await Text("key", 1, "Secret words");
        Assert.DoesNotContain(app.Logs, line => line.Contains(mobile.Text[3..], StringComparison.Ordinal) || line.Contains("Secret", StringComparison.Ordinal));
    }

    private Task<CarrierAnswer> Text(string key, int attempt, string body) => Carrier.Text(key, attempt, mobile, body, null, default);

    private async Task<T> With<T>(TelephoneSettings settings, Func<ICarrier, Task<T>> ask)
    {
        using var carrier = new TwilioCarrier(settings, app.Get<Webhooks>(), app.Clock);
        return await ask(carrier);
    }

    private static async Task<CarrierReport> Taken(Task<CarrierAnswer> asked) => Assert.IsType<CarrierAnswer.Taken>(await asked).Report;
}
