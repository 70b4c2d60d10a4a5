namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>Calls by which a referral is followed and an offer answered.</summary>
public sealed class CallAnswerTests : IAsyncLifetime
{
    private const string Mobile = "+447700900201";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_referral_is_followed_by_whoever_may_read_it_and_nobody_else()
    {
        var reference = await app.Refer();
        await app.Settle();
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Gp);
        await phone.Press("2", reference);
        Assert.Contains($"Referral {Calls.Spaced(reference)}. It is on offer to Rapid Response East, to be answered by ", phone.Said, StringComparison.Ordinal);
        Assert.Contains($"{reference} POST /voice/call/{{turn:int}}", await Seen());

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
        Assert.Contains($"Referral {Calls.Spaced(first)}, offered to ", phone.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Edith", phone.Said, StringComparison.Ordinal);
        await phone.Press("3");
        Assert.Contains($"Referral {Calls.Spaced(second)}", phone.Said, StringComparison.Ordinal);
        await phone.Press("2", "1");
        Assert.Contains($"Declined: {Calls.Spaced(second)}. It goes to another service or to the hub. Referral {Calls.Spaced(first)}", phone.Said, StringComparison.Ordinal);
        await phone.Press("1");
        Assert.Contains($"Accepted: {Calls.Spaced(first)}. See the person by ", phone.Said, StringComparison.Ordinal);
        Assert.Contains("Edith Example, at ", phone.Said, StringComparison.Ordinal);
        Assert.Contains("A fall without serious injury, to be seen within 2 hours.", phone.Said, StringComparison.Ordinal);
        Assert.Contains($"{first} POST /voice/call/{{turn:int}}", await Seen());
        await app.Settle();
        await phone.Press("4", "3");
        Assert.DoesNotContain(Calls.Spaced(first), phone.Said, StringComparison.Ordinal);
        Assert.Equal("accepted", (await app.As(TestApp.RapidResponse).Ask($"/api/referrals/{first}"))["strands.0.stage"]);
    }

    [Fact]
    public async Task Whoever_accepted_says_by_keys_when_they_come_and_in_a_later_call_that_they_were_there()
    {
        var reference = await app.Refer();
        await app.Settle();
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.RapidResponse);
        await phone.Press("3", "1", "2", "0721");
        Assert.Contains("Key 1 to 720 minutes.", phone.Said, StringComparison.Ordinal);
        await phone.Press("40");
        Assert.Matches("^You are expected at 09:40 today. Accepted: .* To say when you come, press 2. If the person has been seen, 5.", phone.Said);
        await phone.HangUp();
        await app.Settle();
        var gp = new Phone(app, "+447700900202");
        await gp.SignIn(TestApp.Gp);
        await gp.Press("2", reference);
        Assert.Matches("Rapid Response East has accepted it, and the person is to be seen by .* The service expects to be there at 09:40 today.", gp.Said);
        Assert.DoesNotContain("when you come", gp.Said, StringComparison.Ordinal);

        await phone.Dial();
        await phone.Press("2", reference);
        Assert.Contains("Edith Example, at ", phone.Said, StringComparison.Ordinal);
        await phone.Press("5");
        Assert.Contains("Seen at 09:00 today.", phone.Said, StringComparison.Ordinal);
        Assert.Equal("visited", (await app.As(TestApp.RapidResponse).Ask($"/api/referrals/{reference}"))["strands.0.stage"]);
    }

    [Fact]
    public async Task An_offer_that_nobody_has_taken_back_yet_is_accepted_late_as_by_text()
    {
        var reference = await app.Refer();
        await app.Settle();
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.RapidResponse);
        await phone.Press("3", "1");
        Assert.Contains($"Accepted: {Calls.Spaced(reference)}.", phone.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_very_many_offers_the_first_are_heard_and_how_many_there_are()
    {
        for (var i = 0; i < 22; i++)
            await app.Refer(The.Form with { NhsNumber = null, Name = $"Another Person {(char)('A' + i)}" });
        await app.Settle();
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.RapidResponse);
        await phone.Press("3");
        Assert.Contains("There are 22 offers. The first 20 are here, the others on your worklist.", phone.Said, StringComparison.Ordinal);
        var first = phone.Said[phone.Said.IndexOf("Referral ", StringComparison.Ordinal)..];
        for (var i = 0; i < 20; i++)
            await phone.Press("3");
        Assert.Equal(first, phone.Said);
    }

    private async Task<IEnumerable<string>> Seen() => (await app.Ground.Audited()).Select(r => $"{r["about"]} {r["what"]}");
}
