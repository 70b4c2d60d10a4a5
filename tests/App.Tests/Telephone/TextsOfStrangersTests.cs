using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain.Values;
using static SinglePointOfReferral.App.Tests.Telephone.TextsIn;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>Texts that come from nobody, too often, or make no sense.</summary>
public sealed class TextsOfStrangersTests : IAsyncLifetime
{
    private TestApp app = null!;
    private TextsIn texts = null!;

    public async Task InitializeAsync() => texts = new(app = await TestApp.Start(locality: Counted.TheWard));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task What_cannot_be_understood_is_answered_with_what_can()
    {
        await texts.Offered();
        foreach (var body in new[] { "", "?", "help", "Yes but tomorrow", new string('Y', 100_000), "\ud83d\u2028", "<Response/>" })
            Assert.StartsWith("Reply Y to accept.", await texts.Text(East, body));
        Assert.StartsWith("That is not a reference", await texts.Text(East, "Y 4821 7735"));
        Assert.StartsWith("In how many minutes", await texts.Text(East, "ETA 900"));
        Assert.Equal(400, (await texts.Post(East, "Y\0")).Status);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await app.Get<OwnNetwork>().Post(SmsIn.Address, [], default)).Status);
    }

    [Fact]
    public async Task A_stranger_is_answered_once_a_day_and_told_nothing()
    {
        var reference = await texts.Offered();
        Assert.Equal($"This number is for health and care services. Telephone {Hub}.", await texts.Text(Unknown, $"Y {reference}"));
        Assert.Equal("", await texts.Text(Unknown, $"Y {reference}"));
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal($"This number is for health and care services. Telephone {Hub}.", await texts.Text(Unknown, "Y 2222 2224"));
    }

    [Fact]
    public async Task Many_strangers_at_once_are_not_all_answered()
    {
        var answers = new List<string>();
        for (var i = 0; i < Strangers.MostInAMinute + 5; i++)
            answers.Add(await texts.Text($"+4477009{i:D5}", "Hello"));
        Assert.Equal(Strangers.MostInAMinute, answers.Count(a => a.Length > 0));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual("", await texts.Text(Unknown, "Hello"));
    }

    [Fact]
    public async Task Whoever_wants_no_more_texts_is_noted_and_told_nothing_by_us()
    {
        var (optOuts, east) = (app.Get<OptOuts>(), The.Read<PhoneNumber>(East));
        var reference = await texts.Offered();
        Assert.Equal("", await texts.Text(East, "STOP", optOut: "STOP"));
        Assert.True(await optOuts.Has(east, default));
        Assert.Equal("", await texts.Text(East, "START", optOut: "START"));
        Assert.False(await optOuts.Has(east, default));
        await texts.Text(East, "Stop");
        Assert.True(await optOuts.Has(east, default));
        Assert.Equal("", await texts.Text(East, "Unstop"));
        Assert.False(await optOuts.Has(east, default));
        await texts.Text(East, "Stop");
        Assert.StartsWith($"{Spaced(reference)} accepted.", await texts.Text(East, "Yes"));
        Assert.False(await optOuts.Has(east, default));
    }

    [Fact]
    public async Task A_phone_that_answers_by_itself_is_not_answered_for_ever()
    {
        await texts.Offered();
        for (var i = 0; i < RepeatedAnswers.MostAlike; i++)
            Assert.StartsWith("Reply Y to accept.", await texts.Text(East, $"I am driving, it is {i} o'clock"));
        Assert.Equal("", await texts.Text(East, "I am driving"));
        Assert.NotEqual("", await texts.Text(East, "Y"));
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.StartsWith("Reply Y to accept.", await texts.Text(East, "I am driving"));
    }

    [Fact]
    public async Task Of_many_strangers_who_want_no_texts_the_network_knows_alone()
    {
        for (var i = 0; i < Strangers.MostInAMinute + 5; i++)
            await texts.Text($"+4477009{i:D5}", "STOP");
        await texts.Text(East, "STOP");
        Assert.Equal(Strangers.MostInAMinute + 1, (await app.Ground.Rows("optouts")).Split('\n').Length);
    }

    [Theory]
    [InlineData(3000, 5, 400)]
    [InlineData(1, 4_000_000, 413)]
    public async Task A_form_beyond_measure_is_refused(int fields, int length, int status)
    {
        var form = Enumerable.Range(0, fields).Select(i => KeyValuePair.Create($"Field{i}", new string('x', length)));
        Assert.Equal(status, (int)(await app.Get<OwnNetwork>().Post(SmsIn.Address, form, default)).Status);
    }

    [Fact]
    public async Task An_unsigned_text_is_refused()
    {
        var reference = await texts.Offered();
        using var http = app.As(null);
        using var response = await http.PostAsync(SmsIn.Address, new FormUrlEncodedContent(new Dictionary<string, string> { ["From"] = East, ["Body"] = $"Y {reference}", ["MessageSid"] = "SM1" }));
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal("on-offer", (await texts.Shown(reference))["strands.0.stage"]);
    }
}
