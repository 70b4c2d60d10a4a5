namespace SinglePointOfReferral.Bench;

/// <summary>
/// Whether anything becomes slower, or does more, as referrals are stored: the same measurements, turn about, on copies of
/// one store as it was with a thousand referrals and as it is with three hundred thousand, 200 of them open at both ends.
/// </summary>
internal static class GrowthBench
{
    private const int Rounds = 5;
    private const int PerRun = 8000;
    private const int Warming = 1000;

    public static async Task<IEnumerable<Figure>> Run(Load load)
    {
        await using var large = await GrowingStore.Begin();
        await using var small = await large.Fill();
        var (start, end) = (new Rates(), new Rates());
        await Measure(small, load, new Rates());
        for (var round = 0; round < Rounds; round++)
        {
            await Measure(small, load, start);
            await Measure(large, load, end);
        }
        var (before, after) = (await WorkOn(small), await WorkOn(large));

        Console.WriteLine();
        Report.Write(["storage work of", $"at {small.Stored:#,0}", $"at {large.Stored:#,0}", ""],
            [.. before.Select(w => new[] { w.Key, $"{w.Value}", $"{after[w.Key]}", after[w.Key] == w.Value ? "same" : "different" })]);
        Console.WriteLine();
        var (raw, http) = (end.Raw.Median() / start.Raw.Median(), end.Http.Median() / start.Http.Median());
        Report.Write(["referrals a second, medians", $"at {small.Stored:#,0}", $"at {large.Stored:#,0}", "what is left"],
        [
            ["raw", $"{start.Raw.Median():#,0}", $"{end.Raw.Median():#,0}", $"{raw:0.00}"],
            ["over HTTP, sending paused", $"{start.Http.Median():#,0}", $"{end.Http.Median():#,0}", $"{http:0.00}"],
        ]);
        return
        [
            Figure.AtLeast($"growth to {large.Stored:#,0}: what is left of intake, against what is left of raw", http / raw, 1),
            Figure.AtMost("growth: pages, calls and queue steps that do more storage work",
                before.Count(w => after[w.Key].Trips > w.Value.Trips || after[w.Key].Rows > w.Value.Rows), 0),
        ];
    }

    private static async Task<IReadOnlyDictionary<string, Work>> WorkOn(GrowingStore store)
    {
        await using var copy = await Bed.Embedded(store.Folder);
        return await StorageWork.Count(copy, store.Begun);
    }

    private static async Task Measure(GrowingStore store, Load load, Rates rates)
    {
        await using (var copy = await Bed.Embedded(store.Folder))
            rates.Raw.Add((await IntakeBench.Raw(copy, load, PerRun, Warming)).Rate);
        await using (var copy = await Bed.Embedded(store.Folder))
            rates.Http.Add((await IntakeBench.Http(copy, load, PerRun, Warming, Background.Nothing)).Outcome.Rate);
        Report.Progress($"growth: {store.Stored:#,0} stored: raw {rates.Raw[^1]:#,0}/s, HTTP {rates.Http[^1]:#,0}/s");
    }

    private sealed record Rates
    {
        public List<double> Raw { get; } = [];

        public List<double> Http { get; } = [];
    }
}
