using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Journal;

namespace SinglePointOfReferral.App.Tests.Failures;

/// <summary>Messages that cannot be worked on, and storage that does not answer.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"fact\": 1}")]
    [InlineData("{\"reference\": \"12345678\", \"fact\": 1}")]
    public async Task A_message_that_cannot_be_read_is_tried_five_times_and_then_listed_with_the_reason(string body)
    {
        await app.Ground.Queues.Send(QueueNames.TriageReferral, body);
        await WorkFor(attempts: 4);
        Assert.Equal("4 false", await Failed());
        await WorkFor(attempts: 2);
        Assert.Equal("5 true", await Failed());
        Assert.Equal(("The message cannot be read.", ""), ((await List())["0.reason"], (await List())["0.again"]));
        Assert.Equal(0, await app.Ground.Queues.Count(QueueNames.TriageReferral));
    }

    [Fact]
    public async Task A_step_that_fails_is_listed_then_replayed_then_struck()
    {
        var reference = await app.Refer();
        await app.Settle();
        app.Ground.Tables.IsDown = table => table == "optouts";
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        await WorkFor(attempts: 6);
        var listed = await List();
        Assert.Equal(("send-message", "5", "True", "The table optouts does not answer."), (listed["0.queue"], listed["0.attempts"], listed["0.hasStopped"], listed["0.reason"]));

        app.Ground.Tables.IsDown = _ => false;
        Assert.Equal(204, (await app.As(TestApp.Clinician).Tell($"/api/hub/failed-messages/{listed["0.key"]}/replay")).Status);
        await app.Settle();
        Assert.Equal("[]", (await List()).Body);
        Assert.Contains(await app.Texts(), t => t.Body.Contains("has accepted", StringComparison.Ordinal));
        Assert.Equal(404, (await app.As(TestApp.Clinician).Tell($"/api/hub/failed-messages/{listed["0.key"]}/replay")).Status);
    }

    [Fact]
    public async Task A_step_that_works_after_all_strikes_itself_off_the_list_and_cannot_be_replayed_meanwhile()
    {
        await app.Refer();
        app.Ground.Tables.IsDown = table => table == "lookups";
        await WorkFor(attempts: 2);
        var listed = await List();
        Assert.Equal(("triage-referral", "False"), (listed["0.queue"], listed["0.hasStopped"]));
        Assert.Equal(404, (await app.As(TestApp.Clinician).Tell($"/api/hub/failed-messages/{listed["0.key"]}/replay")).Status);

        app.Ground.Tables.IsDown = _ => false;
        await WorkFor(attempts: 1);
        Assert.Equal("[]", (await List()).Body);
        Assert.Single(await app.Texts());
    }

    [Fact]
    public async Task After_an_outage_longer_than_every_attempt_what_was_to_be_done_is_done_without_anybody()
    {
        var reference = await app.Refer();
        await app.Get<AfterCommit>().SendWaiting(default);
        app.Ground.Tables.IsDown = _ => true;
        await WorkFor(attempts: 12);
        app.Ground.Tables.IsDown = _ => false;
        await WorkFor(attempts: 1);
        var waiting = await List();
        Assert.Equal(("triage-referral", "5", "True"), (waiting["0.queue"], waiting["0.attempts"], waiting["0.hasStopped"]));
        Assert.NotEqual("", waiting["0.again"]);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Settle();
        Assert.Equal("[]", (await List()).Body);
        Assert.Equal("on-offer", (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}"))["strands.0.stage"]);
        Assert.Single(await app.Texts());
    }

    [Fact]
    public async Task What_fails_for_hours_is_left_to_somebody_and_counts_its_attempts()
    {
        await app.Refer();
        app.Ground.Tables.IsDown = table => table == "lookups";
        foreach (var minutes in new[] { 0, 1, 5, 15, 30, 60, 120, 240 })
        {
            app.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await WorkFor(attempts: 6);
        }
        var listed = await List();
        Assert.Equal(("triage-referral", "40", "True", ""), (listed["0.queue"], listed["0.attempts"], listed["0.hasStopped"], listed["0.again"]));
        Assert.Equal(0, await app.Ground.Queues.Count(QueueNames.TriageReferral));
    }

    [Theory]
    [InlineData("referrals")]
    [InlineData("timetable")]
    public async Task When_storage_does_not_answer_the_referrer_is_told_to_try_again_and_nothing_is_half_there(string down)
    {
        app.Ground.Tables.IsDown = table => table == down;
        var gp = app.As(TestApp.Gp);
        var answer = (await gp.Tell("/api/referrals", The.Form, ("Idempotency-Key", "request-1"))).AssertProblem();
        Assert.Equal(503, answer.Status);
        Assert.Contains("may or may not have been recorded", answer["detail"], StringComparison.Ordinal);

        app.Ground.Tables.IsDown = _ => false;
        Assert.Equal("", await app.Ground.Rows(ReferralJournal.Table));
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.Get<RelayOutbox>().Run(default);
        Assert.Equal(201, (await gp.Tell("/api/referrals", The.Form, ("Idempotency-Key", "request-1"))).Status);
        await app.Settle();
        Assert.Single(await app.Texts());
    }

    [Fact]
    public async Task Readiness_is_storage_s_and_liveness_is_not()
    {
        Assert.Equal(200, (await app.As(null).Ask("/health/ready")).Status);
        app.Ground.Tables.IsDown = _ => true;
        Assert.Equal(503, (await app.As(null).Ask("/health/ready")).AssertProblem().Status);
        Assert.Equal(200, (await app.As(null).Ask("/health/live")).Status);
        Assert.Equal(503, (await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).AssertProblem().Status);
    }

    [Fact]
    public async Task A_view_that_cannot_be_recorded_shows_nothing()
    {
        var reference = await app.Refer();
        app.Ground.Tables.IsDown = table => table == App.Audit.AuditLog.Table;
        var answer = (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}")).AssertProblem();
        Assert.Equal(503, answer.Status);
        Assert.DoesNotContain("Edith", answer.Body, StringComparison.Ordinal);
    }

    private async Task WorkFor(int attempts)
    {
        for (var i = 0; i < attempts; i++)
        {
            await app.Settle();
            app.Clock.Advance(QueueRunner.BetweenAttempts);
        }
    }

    private Task<Answer> List() => app.As(TestApp.Clinician).Ask("/api/hub/failed-messages");

    private async Task<string> Failed()
    {
        var listed = await List();
        return $"{Assert.Single(listed.Each("", "attempts"))} {Assert.Single(listed.Each("", "hasStopped")).ToLowerInvariant()}";
    }
}
