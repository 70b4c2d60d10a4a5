using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Worklist;

namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>Messages that come again, lists that were lost, and what a crash left undone.</summary>
public sealed class OnceIsEnough
{
    private static readonly string[] Outcome = [ReferralJournal.Table, "lists", "lookups", "texts"];

    [Fact]
    public async Task Every_message_delivered_three_times_leaves_the_same_facts_lists_and_texts_as_once()
    {
        var (once, thrice) = (await Journey(deliveries: 1), await Journey(deliveries: 3));

        Assert.Contains("strand-closed", once, StringComparison.Ordinal);
        Assert.Contains("offer-lapsed", once, StringComparison.Ordinal);
        Assert.Equal(once, thrice);
    }

    [Fact]
    public async Task Lists_made_anew_are_what_they_were_whatever_was_lost_or_added()
    {
        await using var app = await TestApp.Start();
        await TellAJourney(app, app.Settle);
        var before = await app.Ground.Rows(Lists.Table);
        Assert.Equal((6, 0), await app.Get<RebuildLists>().Run(default));
        Assert.Equal(before, await app.Ground.Rows(Lists.Table));

        await foreach (var row in app.Ground.Tables.Everything(Lists.Table))
            await app.Ground.Tables.Commit(Lists.Table, row.Partition, [Write.Delete(row.Key)]);
        foreach (var bogus in new[] { "48217739", "48217739-1", "nonsense" })
            await app.Ground.Tables.Commit(Lists.Table, Lists.Hub, [Write.Insert(bogus, new Dictionary<string, string> { ["line"] = "{}" })]);

        Assert.Equal((6, 3), await app.Get<RebuildLists>().Run(default));
        Assert.Equal(before, await app.Ground.Rows(Lists.Table));
    }

    [Fact]
    public async Task What_a_crash_left_unsent_is_found_after_a_minute_and_not_before()
    {
        await using var ground = Ground.Embedded();
        string reference;
        await using (var crashed = await TestApp.Start(ground))
            reference = await crashed.Refer();
        await using var app = await TestApp.Start(ground);

        ground.Clock.Advance(TimeSpan.FromSeconds(59));
        await app.Get<RelayOutbox>().Run(default);
        await app.Settle();
        Assert.Single(await Facts(app, reference));

        ground.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.Get<RelayOutbox>().Run(default);
        await app.Settle();
        Assert.Equal(3, (await Facts(app, reference)).Count);
        Assert.Single(await app.Texts());
    }

    [Fact]
    public async Task What_a_crash_left_of_an_acceptance_is_told_after_a_minute()
    {
        await using var ground = Ground.Embedded();
        await using (var crashed = await TestApp.Start(ground))
        {
            var reference = await crashed.Refer();
            await crashed.Settle();
            await crashed.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        }
        await using var app = await TestApp.Start(ground);
        ground.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Get<RelayOutbox>().Run(default);
        await app.Settle();

        Assert.Contains(await app.Texts(), t => t.Body.Contains("has accepted", StringComparison.Ordinal));
        Assert.Equal(["visit"], (await app.As(TestApp.RapidResponse).Ask("/api/worklist")).Each("", "todo"));
    }

    private static async Task<string> Journey(int deliveries)
    {
        await using var app = await TestApp.Start();
        await TellAJourney(app, () => Deliver(app, deliveries));
        return await app.Ground.Rows(Outcome);
    }

    /// <summary>Six referrals of every fate, with the same keys each time, so that the references are the same.</summary>
    private static async Task TellAJourney(TestApp app, Func<Task> settle)
    {
        var (gp, nurse, hub) = (app.As(TestApp.Gp), app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var closed = await app.Refer(key: "closed");
        var lapsed = await app.Refer(key: "lapsed");
        var withdrawn = await app.Refer(The.Form with { Company = "yes" }, key: "withdrawn");
        var corrected = await app.Refer(key: "corrected");
        var declined = await app.Refer(The.Form with { Reason = "recovery" }, key: "declined");
        await app.Refer(The.Form with { Postcode = "CM1 1AB" }, key: "elsewhere");
        await settle();
        await nurse.Tell($"/api/referrals/{closed}/strands/1/accept");
        await gp.Tell($"/api/referrals/{withdrawn}/withdraw", new { reason = "person-objects" });
        await gp.Tell($"/api/referrals/{corrected}/correct", new { reasonForChange = "Misheard", changes = new { nhsNumber = "999 000 0026" } });
        await nurse.Tell($"/api/referrals/{corrected}/strands/1/accept");
        await nurse.Tell($"/api/referrals/{declined}/strands/1/decline", new { reason = "no-capacity" });
        await settle();
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await app.Get<CheckClocks>().Run(default);
        await settle();
        await nurse.Tell($"/api/referrals/{closed}/strands/1/visit");
        await settle();
        await nurse.Tell($"/api/referrals/{closed}/strands/1/close", new { outcome = "no-ongoing-support" });
        await hub.Tell($"/api/referrals/{lapsed}/strands/1/offer", new { service = "reablement-at-home", reason = "Next best" });
        await settle();
    }

    /// <summary>Works on each message so many times, as if each time but the last the receipt had been lost.</summary>
    private static async Task Deliver(TestApp app, int deliveries)
    {
        var (queues, runner) = (app.Get<IQueues>(), app.Get<QueueRunner>());
        bool any;
        do
        {
            any = await app.Get<AfterCommit>().SendWaiting(default);
            foreach (var function in FunctionTable.All.OfType<QueueFunction>())
            {
                foreach (var message in await queues.Receive(function.Queue, 32, TimeSpan.FromMinutes(5)))
                {
                    for (var attempt = 1; attempt <= deliveries; attempt++)
                        Assert.True(await runner.Run(function, new Delivery(function.Queue, message.Body, attempt), default));
                    any = await queues.Delete(message);
                }
            }
        }
        while (any);
    }

    private static async Task<IReadOnlyList<string>> Facts(TestApp app, string reference) =>
        (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}")).Each("history", "type");
}
