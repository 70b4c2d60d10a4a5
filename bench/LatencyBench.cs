using System.Collections.Concurrent;
using System.Diagnostics;

namespace SinglePointOfReferral.Bench;

/// <summary>From sending a referral to its first text being stored, at a steady pace with everything running.</summary>
internal static class LatencyBench
{
    private const int PerSecond = 20;
    private const int Seconds = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<IEnumerable<Figure>> Run(Load load)
    {
        await using var bed = await Bed.Embedded();
        await using var app = await bed.Start(Background.Everything);
        await (load with { Lasts = TimeSpan.FromSeconds(1) }).Run(Referrals.Requests(2000), app.Poster);
        await Task.Delay(Patience);

        var texted = new ConcurrentDictionary<string, long>();
        app.Tables.OnText = key => texted.TryAdd(key[..8], Stopwatch.GetTimestamp());
        var sent = await Submit(app);
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && !sent.All(s => texted.ContainsKey(s.Reference));)
            await Task.Delay(50);

        var times = sent.Where(s => texted.ContainsKey(s.Reference))
            .Select(s => Stopwatch.GetElapsedTime(s.At, texted[s.Reference]).TotalMilliseconds).ToList();
        Report.Progress($"latency: {sent.Count} submitted, {times.Count} texted; those handed to the hub at once give rise to no text");
        return
        [
            Figure.AtMost($"embedded: submit to text written, {PerSecond} a second, median", times.Median(), 300, " ms"),
            Figure.Told("embedded: the same, 90th percentile", times.Percentile(0.9), " ms", like: 1),
            Figure.Told("embedded: the same, 99th percentile", times.Percentile(0.99), " ms", like: 1),
            Figure.Told("embedded: submit to the 201 at that pace, median", sent.Select(s => s.Answered.TotalMilliseconds).Median(), " ms", like: 1),
        ];
    }

    /// <summary>Sends at the pace whatever the answers do: a slow answer delays nothing that comes after it.</summary>
    private static async Task<IReadOnlyList<(string Reference, long At, TimeSpan Answered)>> Submit(RunningApp app)
    {
        var requests = Referrals.Requests(PerSecond * Seconds);
        var idle = new ConcurrentBag<Http>();
        var sending = new List<Task<(string, long, TimeSpan)>>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < requests.Length; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / PerSecond) - clock.Elapsed;
            if (due > TimeSpan.Zero)
                await Task.Delay(due);
            sending.Add(Send(requests[i]));
        }
        return await Task.WhenAll(sending);

        async Task<(string, long, TimeSpan)> Send(byte[] request)
        {
            var http = idle.TryTake(out var free) ? free : await Http.Connect(app.Address);
            var at = Stopwatch.GetTimestamp();
            var answer = await http.Send(request);
            var took = Stopwatch.GetElapsedTime(at);
            var reference = answer.Json().GetProperty("reference").GetString()!;
            idle.Add(http);
            return (reference, at, took);
        }
    }
}
