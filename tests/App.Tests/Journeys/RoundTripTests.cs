using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Objections;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Tests.Conventions;
using SinglePointOfReferral.App.Tests.Telephone;

namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>What each request and each queue step costs in round trips to storage; the same however many referrals there are.</summary>
public sealed class RoundTripTests : IAsyncLifetime
{
    /// <summary>What the answer or the step costs; a request's messages are sent after its answer.</summary>
    private static readonly (string What, Trips Trips)[] Expected =
    [
        ("The first request of a person in a minute", new(Reads: 1, Commits: 0, Sends: 0)),
        ("Submit a referral", new(Reads: 0, Commits: 2, Sends: 0)),
        ("Submit the same again", new(Reads: 1, Commits: 2, Sends: 0)),
        ("Triage step", new(4, 4, 1)),
        ("Route step", new(2, 1, 2)),
        ("List step, on offer to one provider", new(1, 7, 0)),
        ("Text step", new(3, 3, 0)),
        ("What the network reports of a text, nothing new", new(1, 0, 0)),
        ("Read a referral", new(1, 1, 0)),
        ("Provider's worklist", new(1, 0, 0)),
        ("Organisation's referrals", new(1, 0, 0)),
        ("Hub's board", new(1, 0, 0)),
        ("Find by NHS number", new(1, 1, 0)),
        ("Find by name", new(1, 1, 0)),
        ("Hub's board as a page, again within a quarter of an hour", new(3, 0, 0)),
        ("Its list alone, changed or not", new(2, 0, 0)),
        ("The form that takes down a call", new(2, 2, 0)),
        ("Take a call off the board", new(0, 2, 0)),
        ("Take a referral", new(2, 2, 0)),
        ("Hand over all of one's referrals, one of them", new(3, 2, 0)),
        ("Accept an offer", new(1, 2, 0)),
        ("Accept it again", new(1, 1, 0)),
        ("List step, accepted", new(1, 8, 0)),
        ("Text step again", new(1, 0, 0)),
        ("Record a visit in vain", new(1, 2, 0)),
        ("Send a message", new(1, 2, 0)),
        ("List step, with a question", new(1, 6, 0)),
        ("Print a referral", new(1, 1, 0)),
        ("Record a visit", new(1, 2, 0)),
        ("Agree goals", new(1, 2, 0)),
        ("Review the support", new(1, 2, 0)),
        ("Extend the support", new(1, 2, 0)),
        ("Close a strand", new(1, 2, 0)),
        ("List step, closed", new(1, 10, 0)),
        ("Route step, places counted", new(2, 1, 2)),
        ("Accept an offer, places counted", new(2, 3, 0)),
        ("List step, places counted", new(3, 9, 0)),
        ("Check the clocks, nothing due", new(2, 0, 0)),
        ("Relay the outbox, nothing undone", new(2, 0, 0)),
        ("Relay the outbox, one referral undone", new(3, 1, 2)),
        ("Preview without an NHS number", new(1, 0, 0)),
        ("Submit with a red flag", new(0, 2, 0)),
        ("Preview of somebody who has one open referral", new(3, 1, 0)),
        ("Add to it", new(1, 3, 0)),
        ("Add the same again", new(1, 1, 0)),
        ("Merge a duplicate", new(2, 5, 0)),
        ("Merge it again", new(2, 2, 0)),
        ("Close a service to new referrals", new(1, 3, 0)),
        ("Open it again", new(1, 3, 0)),
        ("Record an objection, of somebody with no referral", new(4, 3, 0)),
        ("Finish what objections owe, nothing owed", new(1, 0, 0)),
        ("Who objects", new(1, 1, 0)),
        ("Record a telephone answer", new(1, 2, 0)),
        ("Accept an offer by text", new(2, 4, 0)),
        ("The same text again", new(1, 0, 0)),
        ("Say by text when somebody comes, without the reference", new(3, 4, 0)),
        ("A stranger's text", new(0, 1, 0)),
        ("Measures of a month of 31 days", new(31, 0, 0)),
        ("Seal the audit, nothing new", new(2, 0, 0)),
        ("Seal the audit, one look", new(2, 3, 0)),
        ("Who has looked at a referral", new(4, 1, 0)),
        ("What somebody has looked at in a week", new(3, 1, 0)),
        ("A week of refusals and searches", new(10, 1, 0)),
        ("Break the glass", new(1, 3, 0)),
        ("List step, with broken glass", new(1, 8, 0)),
        ("See it through broken glass", new(1, 1, 0)),
        ("Review broken glass", new(4, 2, 0)),
        ("A call comes in", new(1, 1, 0)),
        ("A staff number is keyed", new(1, 1, 0)),
        ("A PIN is keyed", new(6, 1, 0)),
        ("A person is found by keys", new(4, 3, 0)),
        ("A referral is made by keys", new(1, 3, 0)),
        ("Everybody on the list of people", new(2, 0, 0)),
        ("One of the list, with what was changed", new(2, 0, 0)),
        ("Let somebody in", new(3, 2, 0)),
        ("Say that somebody has left", new(2, 2, 0)),
        ("The duty phones of every service", new(1, 0, 0)),
        ("Set the duty phones of a service", new(3, 2, 0)),
    ];

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start(locality: Counted.TheWard);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Each_request_and_step_costs_what_the_table_says_and_no_more_after_two_thousand_referrals()
    {
        // The first entry of a day in a timetable marks the day.
        await Measure("mark the days");
        Assert.Equal(Lines(Expected), Lines(await Measure("first")));

        await TakeBack(2000);
        // What is sealed is read again for ten minutes; the next measurement begins after that.
        await app.Get<SealAudit>().Run(default);
        Assert.Equal(Lines(Expected), Lines(await Measure("second")));
    }

    [Fact]
    public void The_page_about_round_trips_says_what_is_measured() => Document.Of("round-trips.md").Says("trips",
    [
        "| | reads | commits | messages sent |", "|---|---:|---:|---:|",
        .. Lines(Expected),
    ]);

    private static IEnumerable<string> Lines(IEnumerable<(string What, Trips Trips)> costs) =>
        costs.Select(c => $"| {c.What} | {c.Trips.Reads} | {c.Trips.Commits} | {c.Trips.Sends} |");

    private async Task<List<(string, Trips)>> Measure(string key)
    {
        var measured = new List<(string, Trips)>();
        var (gp, nurse, hub) = (app.As(TestApp.Gp), app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var (admin, reference) = (app.As(TestApp.Administrator), "");
        app.Clock.Advance(TimeSpan.FromMinutes(12));
        await Cost("The first request of a person in a minute", () => gp.Ask("/api/locality"));
        foreach (var other in new[] { nurse, hub, admin, app.As(TestApp.GovernanceLead) })
            await other.Ask("/api/locality");
        await Cost("Submit a referral", async () => reference = await app.Refer(key: key));
        await Cost("Submit the same again", () => gp.Tell("/api/referrals", The.Form, ("Idempotency-Key", key)));
        await app.Get<AfterCommit>().SendWaiting(default);
        await app.Ground.Queues.Empty(QueueNames.UpdateLists);
        await Step("Triage step", QueueNames.TriageReferral);
        await Step("Route step", QueueNames.RouteReferral);
        await Step("List step, on offer to one provider", QueueNames.UpdateLists);
        await Step("Text step", QueueNames.SendMessage);
        await Cost("What the network reports of a text, nothing new", () =>
            app.Get<OwnNetwork>().Post($"/sms/status/{reference}-0003/1", [KeyValuePair.Create("MessageSid", "SM1"), KeyValuePair.Create("MessageStatus", "delivered")], default));
        await app.Settle();
        await Cost("Read a referral", () => gp.Ask($"/api/referrals/{reference}"));
        await Cost("Provider's worklist", () => nurse.Ask("/api/worklist"));
        await Cost("Organisation's referrals", () => gp.Ask("/api/referrals"));
        await Cost("Hub's board", () => hub.Ask("/api/hub/referrals"));
        await Cost("Find by NHS number", () => hub.Tell("/api/hub/find", new { nhsNumber = "9990000018" }));
        await Cost("Find by name", () => hub.Tell("/api/hub/find", new { name = "Edith Example" }));
        await hub.Ask("/hub");
        await Cost("Hub's board as a page, again within a quarter of an hour", () => hub.Ask("/hub"));
        await Cost("Its list alone, changed or not", () => hub.Ask("/hub?handler=Latest"));
        await Calls.Keyed(app, "999 000 0093");
        await Cost("The form that takes down a call", () => hub.Ask("/refer?call=CA1"));
        await Cost("Take a call off the board", () => hub.Tell("/api/hub/calls/CA1/done"));
        await Cost("Take a referral", () => hub.Tell($"/api/referrals/{reference}/owner", new { person = TestApp.Clinician }));
        await app.Settle();
        await Cost("Hand over all of one's referrals, one of them", () => hub.Tell("/api/hub/handover", new { person = "team" }));
        await app.Settle();
        await Cost("Accept an offer", () => nurse.Tell($"/api/referrals/{reference}/strands/1/accept"));
        await Cost("Accept it again", () => nurse.Tell($"/api/referrals/{reference}/strands/1/accept"));
        await app.Get<AfterCommit>().SendWaiting(default);
        await Step("List step, accepted", QueueNames.UpdateLists);
        await app.Settle();
        await Cost("Text step again", () => Run(QueueNames.SendMessage, $$"""{"reference":"{{reference}}","fact":7}"""));
        await Cost("Record a visit in vain", () => nurse.Tell($"/api/referrals/{reference}/strands/1/attempts", new { reason = "person-out" }));
        await app.Settle();
        await Cost("Send a message", () => gp.Tell($"/api/referrals/{reference}/messages", new { text = "When?", answerWanted = true }));
        await app.Get<AfterCommit>().SendWaiting(default);
        await Step("List step, with a question", QueueNames.UpdateLists);
        await app.Settle();
        await Cost("Print a referral", () => gp.Ask($"/referrals/{reference}/print"));
        await Cost("Record a visit", () => nurse.Tell($"/api/referrals/{reference}/strands/1/visit"));
        await Cost("Agree goals", () => nurse.Tell($"/api/referrals/{reference}/strands/1/goals", new { goals = new[] { new { words = "To cook" } } }));
        await Cost("Review the support", () => nurse.Tell($"/api/referrals/{reference}/strands/1/reviews", new { note = "Well" }));
        await app.Settle();
        await Cost("Extend the support", () => nurse.Tell($"/api/referrals/{reference}/strands/1/extension", new { until = app.Clock.GetUtcNow().AddDays(50).ToString("yyyy-MM-dd"), reason = "Slower", approvedBy = "Sam Lee" }));
        await app.Settle();
        await Cost("Close a strand", () => nurse.Tell($"/api/referrals/{reference}/strands/1/close", new { outcome = "same-support" }));
        await app.Get<AfterCommit>().SendWaiting(default);
        await Step("List step, closed", QueueNames.UpdateLists);
        await app.Settle();
        var counted = await app.Refer(Counted.Form);
        await app.Get<AfterCommit>().SendWaiting(default);
        await Drain(QueueNames.TriageReferral);
        await Step("Route step, places counted", QueueNames.RouteReferral);
        await app.Settle();
        await Cost("Accept an offer, places counted", () => nurse.Tell($"/api/referrals/{counted}/strands/1/accept"));
        await app.Get<AfterCommit>().SendWaiting(default);
        await Step("List step, places counted", QueueNames.UpdateLists);
        await nurse.Tell($"/api/referrals/{counted}/strands/1/close", new { outcome = "same-support" });
        await app.Settle();
        await app.Get<RelayOutbox>().Run(app.Clock.GetUtcNow() + ReferralJournal.UndoneAfter, default);
        await Cost("Check the clocks, nothing due", () => app.Get<CheckClocks>().Run(default));
        await Cost("Relay the outbox, nothing undone", () => app.Get<RelayOutbox>().Run(default));
        await app.Refer();
        await Cost("Relay the outbox, one referral undone", () =>
            app.Get<RelayOutbox>().Run(app.Clock.GetUtcNow() + ReferralJournal.UndoneAfter, default));
        await app.Settle();
        var known = The.Form with { NhsNumber = "999 000 0026", RedFlags = "stroke" };
        await Cost("Preview without an NHS number", () => gp.Tell("/api/triage/preview", known with { NhsNumber = null }));
        await Cost("Submit with a red flag", async () => reference = await app.Refer(known));
        await app.Settle();
        await Cost("Preview of somebody who has one open referral", () => gp.Tell("/api/triage/preview", known));
        await Cost("Add to it", () => gp.Tell($"/api/referrals/{reference}/additions", known));
        await Cost("Add the same again", () => gp.Tell($"/api/referrals/{reference}/additions", known));
        await app.Settle();
        var duplicate = await app.Refer(known with { RedFlags = null });
        await app.Settle();
        await hub.Tell($"/api/referrals/{duplicate}/matches/{reference}", new { same = true });
        await Cost("Merge a duplicate", () => hub.Tell($"/api/referrals/{duplicate}/merge", new { into = reference }));
        await Cost("Merge it again", () => hub.Tell($"/api/referrals/{duplicate}/merge", new { into = reference }));
        await gp.Tell($"/api/referrals/{reference}/withdraw", new { reason = "made-in-error" });
        await app.Settle();
        var until = app.Clock.GetUtcNow().AddHours(8);
        await Cost("Close a service to new referrals", () => nurse.Tell("/api/services/rapid-response-east/close", new { until, reason = "full" }));
        await Cost("Open it again", () => nurse.Tell("/api/services/rapid-response-east/open"));
        await Cost("Record an objection, of somebody with no referral", () => hub.Tell("/api/objections", new { nhsNumber = key switch { "first" => "9990000034", "second" => "9990000042", _ => "9990000050" }, wish = "objects", why = "No more" }));
        await Cost("Finish what objections owe, nothing owed", () => app.Get<ObjectionList>().Finish(default));
        await Cost("Who objects", () => hub.Ask("/api/objections"));
        var telephoned = await app.Refer(The.Form with { NhsNumber = null });
        await app.Settle();
        await Cost("Record a telephone answer", () => hub.Tell(
            $"/api/referrals/{telephoned}/strands/1/answer", new { service = "rapid-response-east", answer = "accepted", toldBy = "Jo Bell" }));
        await hub.Tell($"/api/referrals/{telephoned}/withdraw", new { reason = "made-in-error" });
        var texted = await app.Refer(The.Form with { NhsNumber = null });
        await app.Settle();
        await Cost("Accept an offer by text", () => Text("+447700900101", $"Y {texted}", "1"));
        await Cost("The same text again", () => Text("+447700900101", $"Y {texted}", "1"));
        await app.Settle();
        // Each offer that waits would be one read more.
        var waiting = await nurse.Ask("/api/worklist");
        foreach (var (offered, _) in waiting.Each("", "reference").Zip(waiting.Each("", "todo")).Where(l => l.Second == "answer-offer"))
            await hub.Tell($"/api/referrals/{offered}/withdraw", new { reason = "made-in-error" });
        await app.Settle();
        await Cost("Say by text when somebody comes, without the reference", () => Text("+447700900101", "ETA 40", "2"));
        await Cost("A stranger's text", () => Text("+447700900999", "Hello", "3"));
        await gp.Tell($"/api/referrals/{texted}/withdraw", new { reason = "made-in-error" });
        await Cost("Measures of a month of 31 days", () => hub.Ask("/api/measures?from=2026-03-01&to=2026-03-31"));
        await app.Get<SealAudit>().Run(default);
        await Cost("Seal the audit, nothing new", () => app.Get<SealAudit>().Run(default));
        await gp.Ask($"/api/referrals/{reference}");
        await Cost("Seal the audit, one look", () => app.Get<SealAudit>().Run(default));
        var lead = app.As(TestApp.GovernanceLead);
        await Cost("Who has looked at a referral", () => lead.Ask($"/api/referrals/{reference}/looked"));
        await Cost("What somebody has looked at in a week", () => lead.Ask($"/api/governance/people/{TestApp.Gp}/looked"));
        await Cost("A week of refusals and searches", () => lead.Ask("/api/governance/acts"));
        await app.Settle();
        var paramedic = app.As(TestApp.Paramedic);
        await paramedic.Ask("/api/locality");
        await Cost("Break the glass", () => paramedic.Tell($"/api/referrals/{reference}/break-glass", new { reason = "other", words = "She fell" }));
        await app.Get<AfterCommit>().SendWaiting(default);
        await Step("List step, with broken glass", QueueNames.UpdateLists);
        await app.Settle();
        await Cost("See it through broken glass", () => paramedic.Ask($"/api/referrals/{reference}"));
        var glass = (await lead.Ask("/api/governance/broken-glass")).Each("", "number")[^1];
        await Cost("Review broken glass", () => lead.Tell($"/api/referrals/{reference}/break-glass/{glass}", new { justified = true }));
        await app.Settle();
        var phone = new Phone(app, "anonymous");
        var staff = await Phone.SetPin(app, TestApp.Gp);
        await Cost("A call comes in", phone.Dial);
        await Cost("A staff number is keyed", () => phone.Press(staff));
        await Cost("A PIN is keyed", () => phone.Press("4821"));
        await phone.Press("1", "1");
        await Cost("A person is found by keys", () => phone.Press("9990000026"));
        await phone.Press("1", "1", "1", "1", "01632960555");
        await Cost("A referral is made by keys", () => phone.Press("1"));
        var keyed = phone.Reference;
        await phone.HangUp();
        await gp.Tell($"/api/referrals/{keyed}/withdraw", new { reason = "made-in-error" });
        await app.Settle();
        await app.Get<Waiting>().Note(new($"new-{key[0]}", "", "Sam New", null, false, new HashSet<Role>()), default);
        await Cost("Everybody on the list of people", () => admin.Ask("/api/people"));
        await Cost("One of the list, with what was changed", () => admin.Ask($"/api/people/{TestApp.Befriending}"));
        await Cost("Let somebody in", () => admin.Tell($"/api/people/new-{key[0]}", new { organisation = "F81001", roles = new[] { "referrer" } }));
        await Cost("Say that somebody has left", () => admin.Tell($"/api/people/new-{key[0]}/leave"));
        await Cost("The duty phones of every service", () => admin.Ask("/api/duty-phones"));
        await Cost("Set the duty phones of a service", () => admin.Tell("/api/services/befriending/duty-phones", new { numbers = new[] { "07700 900 987" } }));
        await admin.Tell("/api/services/befriending/duty-phones", new { numbers = Array.Empty<string>() });
        return measured;

        Task Text(string from, string body, string message) => app.Get<OwnNetwork>().Post(
            SmsIn.Address, new Dictionary<string, string> { ["From"] = from, ["Body"] = body, ["MessageSid"] = $"SM{key}{message}" }, default);

        async Task Cost(string what, Func<Task> act)
        {
            var before = app.Ground.Trips;
            await act();
            measured.Add((what, app.Ground.Trips - before));
        }

        Task Step(string what, string queue) => Cost(what, () => Drain(queue));
    }

    /// <summary>Works on the one message of a queue. Its delivery is not the step's to pay for.</summary>
    private async Task Drain(string queue)
    {
        var message = Assert.Single(await app.Get<IQueues>().Receive(queue, 32, TimeSpan.FromMinutes(5)));
        await Run(queue, message.Body);
        await app.Get<IQueues>().Delete(message);
    }

    private async Task Run(string queue, string body)
    {
        var function = FunctionTable.All.OfType<QueueFunction>().Single(f => f.Queue == queue);
        Assert.True(await app.Get<QueueRunner>().Run(function, new Delivery(queue, body, 1), default));
    }

    /// <summary>Old referrals: submitted, and taken back.</summary>
    private async Task TakeBack(int count)
    {
        var gp = app.As(TestApp.Gp);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            var submitted = await gp.Tell("/api/referrals", The.Form with { NhsNumber = null });
            await gp.Tell($"/api/referrals/{submitted["reference"]}/withdraw", new { reason = "made-in-error" });
        });
        await app.Settle();
        await app.Get<RelayOutbox>().Run(app.Clock.GetUtcNow() + ReferralJournal.UndoneAfter, default);
        await app.Settle();
    }
}
