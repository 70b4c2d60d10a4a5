namespace SinglePointOfReferral.Bench;

/// <summary>
/// Whether anything becomes slower, or does more, as referrals are stored: the same measurements on copies of one store when it
/// holds a thousand referrals and when it holds three hundred thousand, 200 of them open at both ends.
/// </summary>
internal static class GrowthBench
{
    private const int Rounds = 3;
    private const int PerRun = 8000;
    private const int Warming = 1000;

    public static async Task<IEnumerable<Figure>> Run(Load load)
    {
        await using var grown = await GrowingStore.Begin();
        var start = await Measure(grown, load);
        await grown.Fill();
        var end = await Measure(grown, load);

        Console.WriteLine();
        Report.Write(["storage work of", $"at {start.Stored:#,0}", $"at {end.Stored:#,0}", ""],
            [.. start.Work.Select(s => new[] { s.Key, $"{s.Value}", $"{end.Work[s.Key]}", end.Work[s.Key] == s.Value ? "same" : "more" })]);
        Console.WriteLine();
        Report.Write(["referrals a second", $"at {start.Stored:#,0}", $"at {end.Stored:#,0}", "what is left"],
        [
            ["raw", $"{start.Raw:#,0}", $"{end.Raw:#,0}", $"{end.Raw / start.Raw:0.00}"],
            ["over HTTP, sending paused", $"{start.Http:#,0}", $"{end.Http:#,0}", $"{end.Http / start.Http:0.00}"],
        ]);
        var heavier = start.Work.Count(s => end.Work[s.Key].Trips > s.Value.Trips || end.Work[s.Key].Rows > s.Value.Rows);
        return
        [
            Figure.AtLeast($"growth to {end.Stored:#,0}: what is left of intake, against what is left of raw", end.Http / start.Http / (end.Raw / start.Raw), 1),
            Figure.AtMost("growth: pages, calls and queue steps that do more storage work", heavier, 0),
        ];
    }

    private static async Task<(int Stored, double Raw, double Http, IReadOnlyDictionary<string, Work> Work)> Measure(GrowingStore store, Load load)
    {
        IReadOnlyDictionary<string, Work> work;
        await using (var copy = await Bed.Embedded(store.Folder))
            work = await StorageWork.Count(copy, store.Begun);
        var (raw, http) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            await using (var copy = await Bed.Embedded(store.Folder))
                raw.Add((await IntakeBench.Raw(copy, load, PerRun, Warming)).Rate);
            await using (var copy = await Bed.Embedded(store.Folder))
                http.Add((await IntakeBench.Http(copy, load, PerRun, Warming, Background.Nothing)).Outcome.Rate);
            Report.Progress($"growth: {store.Stored:#,0} stored: raw {raw[^1]:#,0}/s, HTTP {http[^1]:#,0}/s");
        }
        return (store.Stored, raw.Median(), http.Median(), work);
    }
}
