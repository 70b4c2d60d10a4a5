using System.Diagnostics;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Bench;

/// <summary>
/// A store that grows, closed in between so that it can be copied. The first thousand referrals are submitted over HTTP, triaged,
/// routed, listed and texted by the app; 800 of them are then withdrawn. The rest are those 800 again, under references of their
/// own: every row that a withdrawn referral leaves behind, its facts, its head and its texts, those spread over the year before
/// yesterday.
/// </summary>
internal sealed class GrowingStore : IAsyncDisposable
{
    private const int First = 1000;
    private const int Open = 200;
    private const int Last = 300_000;

    private GrowingStore(string folder) => Folder = folder;

    public string Folder { get; }

    public int Stored { get; private set; } = First;

    /// <summary>When the first thousand were there: measurements at both ends take this for now.</summary>
    public DateTimeOffset Begun { get; private init; } = TimeProvider.System.GetUtcNow();

    public static async Task<GrowingStore> Begin()
    {
        var bed = await Bed.Embedded();
        await using (var app = await bed.Start(Background.Nothing))
        {
            using var http = await Http.Connect(app.Address);
            var references = new List<string>();
            foreach (var request in Referrals.Requests(First))
                references.Add((await http.Send(request)).Json().GetProperty("reference").GetString()!);
            await app.Get<LocalLoops>().RunUntilIdle();
            foreach (var reference in references.Skip(Open))
                await http.Send(Http.Request("POST", $"/api/referrals/{reference}/withdraw", Referrals.Referrer.Id, """{"reason":"no-longer-needed"}"""u8.ToArray()));
            await app.Get<LocalLoops>().RunUntilIdle();
        }
        await bed.Close();
        Report.Progress($"growth: {First:#,0} referrals worked by every queue step, {First - Open:#,0} of them withdrawn");
        return new GrowingStore(bed.Folder);
    }

    /// <summary>Grows to its full size, and leaves a store as it was beforehand.</summary>
    public async Task<GrowingStore> Fill()
    {
        var before = await Bed.Embedded(Folder);
        await before.Close();
        var clock = Stopwatch.StartNew();
        await using var store = EmbeddedStore.Open(Folder, TimeProvider.System);
        var left = await Left(store);
        var rows = 0;
        await Parallel.ForAsync(0, Last - First, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, cancel) =>
            Interlocked.Add(ref rows, await Repeat(store, left[i % left.Count], i, cancel)));
        Stored = Last;
        Report.Progress($"growth: filled with {Last - First:#,0} withdrawn referrals, {rows:#,0} rows, in {clock.Elapsed.TotalSeconds:0} s");
        return new GrowingStore(before.Folder) { Begun = Begun };
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>What each withdrawn referral left behind.</summary>
    private static async Task<List<(IReadOnlyList<Row> Partition, IReadOnlyList<Row> Texts)>> Left(EmbeddedStore store)
    {
        var rows = new List<Row>();
        await foreach (var row in store.Everything(ReferralJournal.Table))
            rows.Add(row);
        var texts = new List<Row>();
        await foreach (var row in store.Everything(KeptTexts.Table))
            texts.Add(row);
        var textsOf = texts.ToLookup(t => t.Key[..8]);
        return [.. rows.GroupBy(r => r.Partition).Where(p => p.Any(r => r["type"] == "referral-withdrawn")).Select(p => (p.ToList(), textsOf[p.Key].ToList()))];
    }

    private static async Task<int> Repeat(ITables store, (IReadOnlyList<Row> Partition, IReadOnlyList<Row> Texts) left, int number, CancellationToken cancel)
    {
        var (reference, candidate) = ("", 0);
        do
            reference = Reference.Derive(Referrals.Key.Bytes, "filled", $"{number}", candidate++).Text;
        while (await store.Commit(ReferralJournal.Table, reference, [.. left.Partition.Select(r => Write.Insert(r.Key, r.Texts))], cancel) is CommitResult.Exists);
        var day = TimeProvider.System.GetUtcNow().AddDays(-2 - number % 365).ToString("yyyy-MM-dd");
        if (left.Texts.Count > 0)
            await store.Commit(KeptTexts.Table, day, [.. left.Texts.Select(t => Write.Upsert(reference + t.Key[8..], t.Texts))], cancel);
        return left.Partition.Count + left.Texts.Count;
    }
}
