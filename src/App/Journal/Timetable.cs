using System.Collections.Concurrent;
using System.Globalization;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Journal;

/// <summary>A row of a timetable.</summary>
public sealed record Entry(string Partition, string Key, DateTimeOffset Due, IReadOnlyDictionary<string, string> Texts);

/// <summary>
/// Things that fall due, one partition a day and in order of time within it, so that a timer reads what is due and nothing else.
/// Which days have entries is noted in a partition of its own, once a day and process; after an outage of any length the days
/// that were missed are still noted there.
/// </summary>
public sealed class Timetable(ITables tables, TimeProvider clock, string name)
{
    private const string Table = "timetable";
    private readonly ConcurrentDictionary<string, bool> noted = new();

    /// <summary>Adds an entry, or writes it again. One that is due already goes among today's.</summary>
    public async Task<Entry> Add(DateTimeOffset due, string id, IReadOnlyDictionary<string, string> texts, CancellationToken cancel)
    {
        var entry = At(due, id, texts);
        if (!noted.ContainsKey(entry.Partition))
        {
            await tables.Commit(Table, Days, [Write.Upsert(entry.Partition, new Dictionary<string, string>())], cancel);
            noted.TryAdd(entry.Partition, true);
        }
        await tables.Commit(Table, entry.Partition, [Write.Upsert(entry.Key, texts)], cancel);
        return entry;
    }

    /// <summary>The earliest entries that are due by a moment.</summary>
    public async Task<IReadOnlyList<Entry>> Due(DateTimeOffset by, int limit, CancellationToken cancel)
    {
        var due = new List<Entry>();
        foreach (var day in await tables.Range(Table, Days, before: Partition(by.UtcDateTime.Date.AddDays(1)), cancel: cancel))
        {
            var rows = await tables.Range(Table, day.Key, before: Moment(by.AddTicks(1)), limit: limit - due.Count, cancel: cancel);
            due.AddRange(rows.Select(r => new Entry(r.Partition, r.Key, Times.Read(Unpack(r.Key)), r.Texts)));
            if (due.Count >= limit)
                break;
            if (rows.Count == 0 && string.CompareOrdinal(day.Key, Partition(clock.GetUtcNow().UtcDateTime.Date.AddDays(-1))) < 0)
                await Forget(day.Key, cancel);
        }
        return due;
    }

    /// <summary>Takes entries off. Some may be gone already.</summary>
    public async Task Remove(IReadOnlyCollection<Entry> entries, CancellationToken cancel)
    {
        foreach (var batch in entries.GroupBy(e => e.Partition).SelectMany(day => day.Chunk(StorageLimits.BatchOperations)))
        {
            var deletes = batch.Select(e => Write.Delete(e.Key)).ToList();
            if (await tables.Commit(Table, batch[0].Partition, deletes, cancel) == CommitResult.Committed)
                continue;
            foreach (var delete in deletes)
                await tables.Commit(Table, batch[0].Partition, [delete], cancel);
        }
    }

    /// <summary>The entry that <see cref="Add"/> writes.</summary>
    public Entry At(DateTimeOffset due, string id, IReadOnlyDictionary<string, string> texts)
    {
        var now = clock.GetUtcNow();
        var day = due < now ? now : due;
        return new Entry(Partition(day.UtcDateTime.Date), $"{Moment(due)}-{id}", due, texts);
    }

    private string Days => $"{name}-days";

    private string Partition(DateTime day) => string.Create(CultureInfo.InvariantCulture, $"{name}-{day:yyyyMMdd}");

    private static string Moment(DateTimeOffset at) => Times.Write(at);

    private static string Unpack(string key) => key[..Times.Length];

    private async Task Forget(string day, CancellationToken cancel)
    {
        await tables.Commit(Table, Days, [Write.Delete(day)], cancel);
        noted.TryRemove(day, out _);
    }
}
