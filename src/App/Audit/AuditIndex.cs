using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Audit;

/// <summary>
/// Copies of the log's entries where questions are asked of it: by referral, by person, and by day what is rare enough to be looked
/// through. Derived: what counts is the log.
/// </summary>
public sealed class AuditIndex(ITables tables)
{
    public const string Table = "auditindex";

    private const int PartitionsAtOnce = 8;
    private const int LongestId = 400;

    public static string Referral(Reference reference) => "referral-" + reference.Text;

    /// <summary>Ids come from whoever signs people in, and may have what no key may have: so two could fall together, and their entries are told apart.</summary>
    public static string Person(string id) =>
        "person-" + string.Concat((id.Length > LongestId ? id[..LongestId] : id).Select(c => StorageLimits.IsKey(c.ToString()) ? c : '_'));

    /// <summary>What was neither a look at a referral nor a note of the system, on one day.</summary>
    public static string Rare(string day) => "rare-" + day;

    /// <summary>Where an entry is found; a note of the system nowhere.</summary>
    public static IEnumerable<string> PlacesOf(AuditEntry entry)
    {
        if (entry.Act is Act.Recorded)
            yield break;
        yield return Person(entry.By);
        if (Reference.Read(entry.About ?? "") is { IsRead: true, Value: { } reference })
            yield return Referral(reference);
        if (entry.Act is not (Act.Viewed or Act.Printed))
            yield return Rare(entry.Day);
    }

    /// <summary>Enters some of the log's entries; the same again changes nothing.</summary>
    public Task Write(IReadOnlyCollection<AuditEntry> entries, CancellationToken cancel)
    {
        var batches = entries.SelectMany(e => PlacesOf(e).Select(place => (Place: place, Entry: e))).GroupBy(p => p.Place, p => p.Entry)
            .SelectMany(g => g.Chunk(StorageLimits.BatchOperations).Select(some => (Place: g.Key, Some: some)));
        return Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancel }, async (batch, c) =>
            await tables.Commit(Table, batch.Place, [.. batch.Some.Select(e => Ports.Write.Upsert(e.Key, e.Texts))], c));
    }

    /// <summary>The earliest entries of a place from one moment to before another.</summary>
    public async Task<IReadOnlyList<AuditEntry>> Read(string place, DateTimeOffset from, DateTimeOffset before, int limit, CancellationToken cancel) =>
        [.. (await tables.Range(Table, place, Times.Write(from), Times.Write(before), limit, cancel)).Select(AuditEntry.IndexedAs).OfType<AuditEntry>()];
}
