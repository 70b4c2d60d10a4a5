using System.Diagnostics;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.Bench;

/// <summary>
/// Where the time of a referral goes, as processor time of this process: an answer with nothing behind it, intake that stores
/// nothing, intake that stores. What is left between them is the web server with the load generator, the app, and the store.
/// </summary>
internal static class CostBench
{
    private const int Rounds = 3;
    private const int Count = 12_000;

    public static async Task<IEnumerable<Figure>> Run(Load load)
    {
        load = load with { Lasts = TimeSpan.FromMinutes(1) };
        var (answering, deciding, storing) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var empty = Enumerable.Repeat(Http.Request("GET", "/health/live", Referrals.Referrer.Id), Count).ToArray();
            answering.Add(await Microseconds(new NoTables(), new NoQueues(), load, empty, 200));
            deciding.Add(await Microseconds(new NoTables(), new NoQueues(), load, Referrals.Requests(Count), 201));
            await using var bed = await Bed.Embedded();
            storing.Add(await Microseconds(bed.Tables, bed.Queues, load, Referrals.Requests(Count), 201));
        }
        var (server, app, all) = (answering.Skip(1).Median(), deciding.Skip(1).Median(), storing.Skip(1).Median());
        return
        [
            Figure.Told("processor time a referral, load generator included", all, " µs"),
            Share("of it: load generator, loopback and web server, with an empty answer", server),
            Share("of it: the app: reading, checking, deciding, hashing, writing JSON", app - server),
            Share("of it: the store, and waiting for it", all - app),
        ];

        Figure Share(string name, double part) => new(name, $"{part:0} µs, {part / all:0%}");
    }

    private static async Task<double> Microseconds(ITables tables, IQueues queues, Load load, byte[][] requests, int status)
    {
        await using var app = await RunningApp.Start(tables, queues, Background.Nothing, TimeProvider.System);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var outcome = await load.Run(requests, () => app.Sender(status));
        var each = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / outcome.Done;
        Report.Progress($"cost: {status} from {tables.GetType().Name}: {outcome}, {each:0} µs of processor each");
        return each;
    }
}
