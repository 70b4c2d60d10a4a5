using System.Diagnostics;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.Bench;

/// <summary>
/// Intake over HTTP against the raw limit: the same rows committed straight through the same client. Turn about in one process,
/// each run on a store of its own; medians.
/// </summary>
internal static class IntakeBench
{
    private const int Rounds = 5;
    private const int MessagesOfASubmission = 2;
    private const int ForDrain = 5000;
    private const int PerSecondOnEmbedded = 8000;
    private const int PerSecondOnAzurite = 400;

    public static async Task<IEnumerable<Figure>> OnEmbedded(Load load)
    {
        var (raw, paused, sending, trips, sent) = await Measure("embedded", () => Bed.Embedded(), load, PerSecondOnEmbedded * (int)load.Lasts.TotalSeconds);
        return
        [
            Figure.AtMost("embedded: round trips before the 201, collisions apart", trips, 2),
            Figure.AtLeast($"embedded: durable referrals a second, {load.Connections} connections, loops paused, sending paused", paused, 3000),
            Figure.AtLeast("embedded: the same, sending after commit on", sending, 3000),
            Told("embedded: of their messages, sent by the time of the last answer", sent),
            Figure.Told("embedded: raw limit, referrals a second", raw),
            Figure.Told("embedded: share of the raw limit, sending paused", paused / raw, like: 1),
            Figure.Told("embedded: share of the raw limit, sending on", sending / raw, like: 1),
            Figure.Told($"embedded: drain, {ForDrain:#,0} referrals triaged, routed, listed and texted, a second", await Drain(load)),
        ];
    }

    /// <summary>The emulator slows down with what it holds, so every run has as many referrals as the others.</summary>
    public static async Task<IEnumerable<Figure>> OnAzurite(Load load)
    {
        var toTheEnd = load with { Lasts = TimeSpan.FromMinutes(10) };
        var (raw, paused, sending, trips, sent) = await Measure("azurite", Bed.Emulated, toTheEnd, PerSecondOnAzurite * (int)load.Lasts.TotalSeconds);
        return
        [
            Figure.AtMost("azurite: round trips before the 201, collisions apart", trips, 2),
            Figure.AtLeast("azurite: share of the raw limit, loops paused, sending paused", paused / raw, 0.6),
            Figure.AtLeast("azurite: share of the raw limit, loops paused, sending after commit on", sending / raw, 0.6),
            Told("azurite: of their messages, sent by the time of the last answer", sent),
            Figure.Told("azurite: raw limit, referrals a second", raw),
            Figure.Told("azurite: referrals a second, sending paused", paused),
            Figure.Told("azurite: referrals a second, sending on", sending),
        ];
    }

    public static async Task<Outcome> Raw(Bed bed, Load load, int count, int warming)
    {
        await Commit(bed.Tables, await Referrals.Commits(warming), load);
        return await Commit(bed.Tables, await Referrals.Commits(count), load);
    }

    /// <summary>
    /// The rate; the round trips of each referral but for those that met a reference in use; and how much of what they owe to
    /// queues had been sent when the last was answered.
    /// </summary>
    public static async Task<(Outcome Outcome, double Trips, double Sent)> Http(Bed bed, Load load, int count, int warming, Background background)
    {
        await using var app = await bed.Start(background);
        await load.Run(Referrals.Requests(warming), app.Poster);
        await Settle(app);
        var (before, sent, collisions) = (app.Done, app.Queues.Done, app.Tables.Collisions);
        var outcome = await load.Run(Referrals.Requests(count), app.Poster);
        var done = app.Done - before;
        // A collision costs a refused commit, a look at who has it, and another note.
        var trips = (double)(done.Trips - 3 * (app.Tables.Collisions - collisions)) / outcome.Done;
        return (outcome, trips, (double)(app.Queues.Done - sent).Trips / (MessagesOfASubmission * outcome.Done));
    }

    private static async Task<(double Raw, double Paused, double Sending, double Trips, double Sent)> Measure(
        string store, Func<Task<Bed>> fresh, Load load, int each)
    {
        var (raw, paused, sending, trips, sent) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var warming = Math.Min(each / 2, 6000);
        for (var round = 0; round < Rounds; round++)
        {
            await using (var bed = await fresh())
                raw.Add(Told(await Raw(bed, load, each, warming), "raw"));
            await using (var bed = await fresh())
            {
                var (outcome, took, _) = await Http(bed, load, each, warming, Background.Nothing);
                paused.Add(Told(outcome, "HTTP, sending paused"));
                trips.Add(took);
            }
            await using (var bed = await fresh())
            {
                var (outcome, _, share) = await Http(bed, load, each, warming, Background.SendingAfterCommit);
                sending.Add(Told(outcome, "HTTP, sending on"));
                sent.Add(share);
            }
        }
        return (raw.Median(), paused.Median(), sending.Median(), trips.Max(), sent.Median());

        double Told(Outcome outcome, string what)
        {
            Report.Progress($"{store}: {what}: {outcome}");
            return outcome.Rate;
        }
    }

    private static Figure Told(string name, double share) => new(name, $"{share:0%}");

    private static Task<Outcome> Commit(ITables tables, IReadOnlyList<IReadOnlyList<Commit>> referrals, Load load) =>
        load.Run(referrals, () => Task.FromResult<Func<IReadOnlyList<Commit>, Task>>(async commits =>
        {
            foreach (var commit in commits)
                await tables.Commit(commit.Table, commit.Partition, commit.Writes);
        }));

    private static async Task Settle(RunningApp app)
    {
        while (!app.Get<AfterCommit>().IsIdle && app.Queues.Done.Trips > 0)
            await Task.Delay(20);
    }

    /// <summary>Referrals are taken in with the loops paused; then the loops run until every queue is empty.</summary>
    private static async Task<double> Drain(Load load)
    {
        await using var bed = await Bed.Embedded();
        await using var app = await bed.Start(Background.SendingAfterCommit);
        await (load with { Lasts = TimeSpan.FromMinutes(10) }).Run(Referrals.Requests(ForDrain), app.Poster);
        await Settle(app);
        var clock = Stopwatch.StartNew();
        var loops = app.Get<LocalLoops>();
        await loops.StartAsync(CancellationToken.None);
        while (await Waiting(bed.Queues) > 0 || !app.Get<AfterCommit>().IsIdle)
            await Task.Delay(20);
        var rate = ForDrain / clock.Elapsed.TotalSeconds;
        Report.Progress($"embedded: drain: {ForDrain:#,0} in {clock.Elapsed.TotalSeconds:0.00} s, {rate:#,0}/s, {app.Done.Trips / (double)ForDrain:0.0} round trips each");
        await loops.StopAsync(CancellationToken.None);
        return rate;
    }

    private static async Task<int> Waiting(IQueues queues)
    {
        var waiting = 0;
        string[] all = [QueueNames.TriageReferral, QueueNames.RouteReferral, QueueNames.SendMessage, QueueNames.UpdateLists];
        foreach (var queue in all)
            waiting += await queues.Count(queue);
        return waiting;
    }
}
