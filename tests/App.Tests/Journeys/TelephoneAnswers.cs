namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>The hub rings a service that does not answer its offers by itself, and records what it is told.</summary>
public sealed class TelephoneAnswers : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start(locality: Counted.TheWard);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Accepted_by_telephone_is_accepted_and_the_referrer_is_texted()
    {
        var (reference, service) = await Offered(The.Form);
        var done = await Answer(reference, new { service, answer = "accepted", toldBy = "Jo Bell" });
        Assert.Equal((200, "accepted"), (done.Status, done["strands.0.stage"]));
        Assert.Contains(", as Jo Bell told the hub by telephone.", done.Each("history", "sentence")[^1]);
        Assert.Equal(200, (await Answer(reference, new { service, answer = "accepted", toldBy = "Jo Bell" })).Status);
        await app.Settle();
        Assert.Single(await app.Texts(), t => t.Body.Contains("has accepted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Declined_by_telephone_moves_on_and_a_second_click_declines_for_nobody_else()
    {
        var (reference, service) = await Offered(The.Form);
        var request = new { service, answer = "declined", reason = "no-capacity", toldBy = "Jo Bell", note = "Two are ill." };
        Assert.Equal(200, (await Answer(reference, request)).Status);
        await app.Settle();
        var again = await Answer(reference, request);
        Assert.Equal((409, "not-on-offer-to-them"), (again.AssertProblem().Status, again["refusal"]));
    }

    [Fact]
    public async Task It_holds_a_place_like_any_other_acceptance_and_is_refused_when_every_place_is_taken()
    {
        var one = await Offered(Counted.Form);
        var other = await Offered(Counted.Form with { NhsNumber = null, Name = "Another Example" });
        Assert.Equal(one.Service, other.Service);
        Assert.Equal("accepted", (await Answer(one.Reference, new { service = one.Service, answer = "accepted", toldBy = "Jo Bell" }))["strands.0.stage"]);
        await app.As(TestApp.Clinician).Tell($"/api/services/{one.Service}/capacity", new { number = 1 });
        Assert.Equal("full", (await Answer(other.Reference, new { service = other.Service, answer = "accepted", toldBy = "Jo Bell" })).AssertProblem()["refusal"]);
    }

    [Fact]
    public async Task Only_the_hub_records_it_and_must_say_who_answered_and_what()
    {
        var (reference, service) = await Offered(The.Form);
        foreach (var person in new[] { TestApp.Gp, TestApp.RapidResponse })
            Assert.Equal(403, (await app.As(person).Tell($"/api/referrals/{reference}/strands/1/answer", new { service, answer = "accepted", toldBy = "Jo" })).Status);
        Assert.Equal("told-by-missing", (await Answer(reference, new { service, answer = "accepted" })).AssertProblem()["refusal"]);
        Assert.Equal(["answer"], (await Answer(reference, new { service, toldBy = "Jo" })).AssertProblem().Errors);
        Assert.Equal(["reason"], (await Answer(reference, new { service, answer = "declined", toldBy = "Jo" })).AssertProblem().Errors);
        Assert.Equal(409, (await Answer(reference, new { answer = "accepted", toldBy = "Jo" })).AssertProblem().Status);
    }

    private Task<Answer> Answer(string reference, object request) => app.As(TestApp.Clinician).Tell($"/api/referrals/{reference}/strands/1/answer", request);

    private async Task<(string Reference, string Service)> Offered(object form)
    {
        var reference = await app.Refer(form);
        await app.Settle();
        return (reference, (await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}"))["strands.0.service"]);
    }
}
