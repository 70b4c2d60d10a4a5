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
        Assert.Contains($"Referral {Calls.Spaced(reference)}. It is on offer to a service.", phone.Said, StringComparison.Ordinal);
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
        Assert.Contains($"Referral {Calls.Spaced(first)}, offered to ", phone.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Edith", phone.Said, StringComparison.Ordinal);
        await phone.Press("3");
        Assert.Contains($"Referral {Calls.Spaced(second)}", phone.Said, StringComparison.Ordinal);
        await phone.Press("2", "1");
        Assert.Contains($"Declined: {Calls.Spaced(second)}. It goes to another service or to the hub. Referral {Calls.Spaced(first)}", phone.Said, StringComparison.Ordinal);
        await phone.Press("1");
        Assert.Contains($"Accepted: {Calls.Spaced(first)}. See the person by ", phone.Said, StringComparison.Ordinal);
        await app.Settle();
        await phone.Press("3");
        Assert.DoesNotContain(Calls.Spaced(first), phone.Said, StringComparison.Ordinal);
        Assert.Equal("accepted", (await app.As(TestApp.RapidResponse).Ask($"/api/referrals/{first}"))["strands.0.stage"]);
    }
}
