using SinglePointOfReferral.App.Clocks;

namespace SinglePointOfReferral.App.Tests.Support;

/// <summary>Support over weeks: what it is scored by, how it is extended, how it ends, and how the person is asked after.</summary>
public sealed class EpisodeTests : IAsyncLifetime
{
    private TestApp app = null!;
    private HttpClient nurse = null!;
    private string reference = "";

    private string Referral => $"/api/referrals/{reference}";

    private string Strand => $"{Referral}/strands/1";

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        nurse = app.As(TestApp.RapidResponse);
        reference = await app.Refer();
        await app.Settle();
        await nurse.Tell($"{Strand}/accept");
        await nurse.Tell($"{Strand}/visit");
        await app.Settle();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task What_came_of_the_support_is_told_with_its_end_and_what_is_wanted_next_is_offered()
    {
        Assert.Equal("40", (await nurse.Tell($"{Strand}/goals", new { goals = new[] { new { words = "To cook" } }, instruments = new[] { new { instrument = "eq-vas", score = 40 } } }))["strands.0.startInstruments.0.score"]);
        await Pass(TimeSpan.FromDays(10));
        var ended = app.Clock.GetUtcNow().AddDays(-1);
        var ending = new
        {
            outcome = "reduced-support", ended, admissionAvoided = true, hoursBefore = 10, hoursAfter = 3.5, scores = new[] { 8 }, instruments = new[] { new { instrument = "eq-vas", score = 70 } },
            onward = new { pathway = "reablement", urgency = "two-days", reason = "To cook again." },
        };
        var told = await nurse.Tell($"{Strand}/close", ending);
        Assert.Equal((200, "True", "10", "3.5", "70"), (told.Status, told["strands.0.end.admissionAvoided"], told["strands.0.end.hoursBefore"], told["strands.0.end.hoursAfter"], told["strands.0.end.instruments.0.score"]));
        Assert.Equal(ended, DateTimeOffset.Parse(told["strands.0.end.at"]));
        Assert.Equal(told["version"], (await nurse.Tell($"{Strand}/close", ending))["version"]);
        await app.Settle();
        Assert.Equal(["closed", "on-offer"], (await nurse.Ask(Referral)).Each("strands", "stage"));
        Assert.Equal(["2"], (await app.As(TestApp.Reablement).Ask("/api/worklist")).Each("", "strand"));
    }

    [Theory]
    [InlineData("""{ "outcome": "advice-given" }""", "wrong-outcome")]
    [InlineData("""{ "outcome": "died", "ended": "2026-03-03T08:59:00Z" }""", "before-the-referral")]
    [InlineData("""{ "outcome": "died", "ended": "2026-03-09T08:59:00Z" }""", "in-the-future")]
    [InlineData("""{ "outcome": "died", "hoursBefore": 169 }""", "wrong-hours")]
    [InlineData("""{ "outcome": "died", "instruments": [{ "instrument": "eq-vas", "score": 101 }] }""", "wrong-instruments")]
    [InlineData("""{ "outcome": "died", "instruments": [{ "instrument": "eq-vas" }, null] }""", "wrong-instruments")]
    [InlineData("""{ "outcome": "died", "scores": [11] }""", "wrong-scores")]
    [InlineData("""{ "outcome": "died", "onward": { "pathway": "reablement", "urgency": "routine" } }""", "reason-missing")]
    public async Task An_end_that_cannot_be_is_refused_with_a_sentence(string body, string refusal)
    {
        var answer = (await nurse.TellRaw($"{Strand}/close", body)).AssertProblem();
        Assert.Equal((422, refusal), (answer.Status, answer["refusal"]));
        Assert.Equal("visited", (await nurse.Ask(Referral))["strands.0.stage"]);
    }

    [Fact]
    public async Task An_end_before_the_visit_is_refused()
    {
        reference = await app.Refer();
        await app.Settle();
        await nurse.Tell($"{Strand}/accept");
        app.Clock.Advance(TimeSpan.FromHours(1));
        await nurse.Tell($"{Strand}/visit");
        var answer = (await nurse.Tell($"{Strand}/close", new { outcome = "died", ended = app.Clock.GetUtcNow().AddMinutes(-30) })).AssertProblem();
        Assert.Equal((422, "end-before-start"), (answer.Status, answer["refusal"]));
    }

    [Fact]
    public async Task Support_that_goes_on_too_long_is_marked_on_the_board_until_somebody_else_approves_that_it_does()
    {
        await Pass(TimeSpan.FromDays(43));
        Assert.Contains("over-running", (await app.As(TestApp.Clinician).Ask("/api/hub/referrals"))["0.flags"]);
        Assert.Contains("Over running", (await app.As(TestApp.Clinician).Ask("/hub?marked=over-running")).Body);
        var until = DateOnly.FromDateTime(app.Clock.GetUtcNow().UtcDateTime).AddDays(7);
        var extension = new { until, reason = "Slower than hoped", approvedBy = "Sam Lee" };
        Assert.Equal("approved-by-yourself", (await nurse.Tell($"{Strand}/extension", extension with { approvedBy = "Grace Lindqvist" })).AssertProblem()["refusal"]);
        Assert.Equal("too-long", (await nurse.Tell($"{Strand}/extension", extension with { until = until.AddDays(60) })).AssertProblem()["refusal"]);
        Assert.Equal(403, (await app.As(TestApp.Reablement).Tell($"{Strand}/extension", extension)).Status);
        var told = await nurse.Tell($"{Strand}/extension", extension);
        Assert.Equal((200, "[]"), (told.Status, told["flags"]));
        Assert.StartsWith($"{until:yyyy-MM-dd}T", told["strands.0.extendedUntil"]);
        Assert.Equal(told["version"], (await nurse.Tell($"{Strand}/extension", extension))["version"]);
        await app.Settle();
        Assert.DoesNotContain("over-running", (await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Body);
        Assert.DoesNotContain(reference, (await app.As(TestApp.Clinician).Ask("/hub?marked=over-running")).Body);
    }

    [Fact]
    public async Task The_person_is_asked_after_at_three_weeks_six_weeks_and_91_days()
    {
        await Pass(TimeSpan.FromDays(5));
        await nurse.Tell($"{Strand}/close", new { outcome = "no-ongoing-support" });
        await app.Settle();
        foreach (var (days, followUp, result) in new[] { (15, "three-weeks", "at-home"), (21, "six-weeks", "could-not-contact"), (45, "91-days", "in-care-home") })
        {
            Assert.Empty((await nurse.Ask("/api/worklist")).Each("", "followUp"));
            Assert.Equal(404, (await nurse.Tell($"{Referral}/follow-ups/{followUp}", new { result })).AssertProblem().Status);
            await Pass(TimeSpan.FromDays(days));
            Assert.Equal([followUp], (await nurse.Ask("/api/worklist")).Each("", "followUp"));
            Assert.Equal(403, (await app.As(TestApp.Reablement).Tell($"{Referral}/follow-ups/{followUp}", new { result })).Status);
            var told = await nurse.Tell($"{Referral}/follow-ups/{followUp}", new { result });
            Assert.Equal((200, result), (told.Status, told.Each("followUps", "result")[^1]));
            Assert.Equal(told["version"], (await nurse.Tell($"{Referral}/follow-ups/{followUp}", new { result }))["version"]);
            Assert.Equal("already-followed-up", (await nurse.Tell($"{Referral}/follow-ups/{followUp}", new { result = "in-hospital" })).AssertProblem()["refusal"]);
            await app.Settle();
        }
        await Pass(TimeSpan.FromDays(200));
        Assert.Empty((await nurse.Ask("/api/worklist")).Each("", "followUp"));
    }

    [Fact]
    public async Task Nobody_asks_after_somebody_who_has_died()
    {
        await nurse.Tell($"{Strand}/close", new { outcome = "died" });
        await Pass(TimeSpan.FromDays(100));
        Assert.Empty((await app.As(TestApp.Clinician).Ask(Referral)).Each("followUps", "name"));
    }

    [Fact]
    public async Task Nobody_asks_after_somebody_who_says_that_they_do_not_want_to_be_asked()
    {
        await nurse.Tell($"{Strand}/close", new { outcome = "no-ongoing-support" });
        await Pass(TimeSpan.FromDays(20));
        Assert.Equal(200, (await app.As(TestApp.Clinician).Tell($"{Referral}/follow-ups/three-weeks", new { result = "objected" })).Status);
        await Pass(TimeSpan.FromDays(100));
        Assert.Equal(["three-weeks"], (await app.As(TestApp.Clinician).Ask(Referral)).Each("followUps", "followUp"));
    }

    [Fact]
    public async Task A_follow_up_that_waits_is_gone_once_an_objection_is_recorded()
    {
        await nurse.Tell($"{Strand}/close", new { outcome = "no-ongoing-support" });
        await Pass(TimeSpan.FromDays(20));
        Assert.Equal(["three-weeks"], (await nurse.Ask("/api/worklist")).Each("", "followUp"));
        var corrected = await app.As(TestApp.Gp).Tell($"{Referral}/correct", new { reasonForChange = "She rang", changes = new { objection = "Nobody is to ring her." } });
        Assert.Equal(200, corrected.Status);
        await app.Settle();
        Assert.Empty((await nurse.Ask("/api/worklist")).Each("", "followUp"));
        Assert.Equal("follow-ups-stopped", (await nurse.Tell($"{Referral}/follow-ups/three-weeks", new { result = "at-home" })).AssertProblem()["refusal"]);
    }

    private async Task Pass(TimeSpan time)
    {
        app.Clock.Advance(time);
        await app.Settle();
        await app.Get<CheckClocks>().Run(default);
        await app.Settle();
    }
}
