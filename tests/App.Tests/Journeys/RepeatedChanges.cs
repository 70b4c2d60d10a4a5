using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Worklist;

namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>What is replayed, retried or rebuilt loses nothing and doubles nothing.</summary>
public sealed class RepeatedChanges : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_step_that_recorded_and_could_not_send_sends_when_it_is_replayed_by_hand()
    {
        await app.Refer();
        var (queues, tables) = (app.Get<IQueues>(), app.Ground.Tables);
        await app.Get<AfterCommit>().SendWaiting(default);
        await Work("TriageReferral");
        var message = Assert.Single(await queues.Receive(QueueNames.RouteReferral, 32, TimeSpan.FromMinutes(5)));
        await queues.Delete(message);

        var notes = app.Get<Timetable>();
        var mute = new AfterCommit(new Mute(queues), notes, app.Get<Microsoft.Extensions.Logging.ILogger<AfterCommit>>());
        var step = new RouteReferralStep(new ReferralJournal(tables, notes, mute, app.Get<DeploymentKey>(), Ground.MasterKeys, app.Get<FactChain>(), app.Clock), app.Get<LocalityInForce>(), app.Get<Capacities>(), app.Clock);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => step.Run(App.Journal.Work.FromMessage(message.Body), default));
        await queues.Send(QueueNames.Poison(QueueNames.RouteReferral), message.Body);
        await app.Settle();

        var hub = app.As(TestApp.Clinician);
        Assert.Equal(204, (await hub.Tell($"/api/hub/failed-messages/{(await hub.Ask("/api/hub/failed-messages"))["0.key"]}/replay")).Status);
        await app.Settle();
        Assert.Single(await app.Texts());
        Assert.Equal("answer-offer", (await hub.Ask("/api/hub/referrals"))["0.todo"]);
    }

    [Fact]
    public async Task A_change_with_the_same_key_is_made_once_even_after_others()
    {
        var reference = await app.Refer();
        await app.Settle();
        var (nurse, hub) = (app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var first = await Decline();
        await app.Settle();
        await hub.Tell($"/api/referrals/{reference}/strands/1/offer", new { service = "rapid-response-east", reason = "They rang back." });
        var again = await Decline();

        Assert.Equal([200, 200], new[] { first.Status, again.Status });
        Assert.Single(again.Each("history", "type"), "strand-declined");
        Assert.Equal("on-offer", again["strands.0.stage"]);

        Task<Answer> Decline() => nurse.Tell($"/api/referrals/{reference}/strands/1/decline", new { reason = "no-capacity" }, ("Idempotency-Key", "x2"));
    }

    [Fact]
    public async Task Who_is_shown_a_referral_without_changing_it_leaves_a_view()
    {
        var reference = await app.Refer();
        await app.Settle();
        var gp = app.As(TestApp.Gp);
        await gp.Tell($"/api/referrals/{reference}/withdraw", new { reason = "other" });
        Assert.Empty(await Acts());
        Assert.Contains("Edith", (await gp.Tell($"/api/referrals/{reference}/withdraw", new { reason = "other" })).Body);
        Assert.Equal(reference, Assert.Single(await Acts())["about"]);

        async Task<IEnumerable<Row>> Acts() => (await app.Ground.Audited()).Where(r => r["act"] != "recorded");
    }

    [Fact]
    public async Task A_search_for_a_person_leaves_a_view_that_names_nobody()
    {
        await app.As(TestApp.Clinician).Tell("/api/hub/find", new { nhsNumber = "999 000 0018" });
        var search = Assert.Single(await app.Ground.Audited());
        Assert.Matches("^search-[0-9a-f]{64}$", search["about"]);
        Assert.DoesNotContain("9990000018", search["about"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rebuilding_makes_people_findable_again()
    {
        var reference = await app.Refer();
        await app.Settle();
        await foreach (var row in app.Ground.Tables.Everything("lookups"))
            await app.Ground.Tables.Commit("lookups", row.Partition, [Write.Delete(row.Key)]);
        await app.Get<RebuildLists>().Run(default);
        Assert.Contains(reference, (await app.As(TestApp.Clinician).Tell("/api/hub/find", new { nhsNumber = "9990000018" })).Body);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_make_a_browser_change_anything()
    {
        var reference = await app.Refer();
        await app.Settle();
        var nurse = app.As(TestApp.RapidResponse);
        Assert.Equal(403, (await nurse.Tell($"/api/referrals/{reference}/strands/1/accept", null, ("Sec-Fetch-Site", "cross-site"))).AssertProblem().Status);
        Assert.Equal(200, (await nurse.Tell($"/api/referrals/{reference}/strands/1/accept", null, ("Sec-Fetch-Site", "same-origin"))).Status);
    }

    private async Task Work(string name)
    {
        var function = FunctionTable.All.OfType<QueueFunction>().Single(f => f.Name == name);
        foreach (var message in await app.Get<IQueues>().Receive(function.Queue, 32, TimeSpan.FromMinutes(5)))
        {
            Assert.True(await app.Get<QueueRunner>().Run(function, new Delivery(function.Queue, message.Body, message.Attempt), default));
            await app.Get<IQueues>().Delete(message);
        }
    }

    private sealed class Mute(IQueues inner) : IQueues
    {
        public Task Send(string queue, string body, TimeSpan delay = default, CancellationToken cancel = default) =>
            throw new StorageUnavailableException("The queues are away.");

        public Task<IReadOnlyList<QueueMessage>> Receive(string queue, int max, TimeSpan hideFor, CancellationToken cancel = default) =>
            inner.Receive(queue, max, hideFor, cancel);

        public Task<bool> Delete(QueueMessage message, CancellationToken cancel = default) => inner.Delete(message, cancel);

        public Task<bool> Release(QueueMessage message, TimeSpan delay, CancellationToken cancel = default) => inner.Release(message, delay, cancel);

        public Task<int> Count(string queue, CancellationToken cancel = default) => inner.Count(queue, cancel);
    }
}
