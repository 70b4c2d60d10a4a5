using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Audit;

/// <summary>
/// Each minute: seals what is new in the log, and enters it where questions are asked. It reads again what is ten minutes older than what
/// was sealed last, so that an entry that was long on its way is sealed as well; after an outage it goes on from there, day by day.
/// Of two that seal at once the store takes the link of one, and the other stops.
/// </summary>
public sealed partial class SealAudit(ITables tables, Seals seals, AuditIndex index, AuditHeads heads, TimeProvider clock, ILogger<SealAudit> log)
{
    /// <summary>Longer than an entry can be on its way, and than the clocks of two machines can differ.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>How far the clock of the machine that writes an entry may be ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    /// <summary>How far back the first link looks.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromDays(2);

    private const int LinksAtOnce = 20;

    /// <summary>How far this process has found nothing more to seal, so that quiet days are not read each minute.</summary>
    private DateTimeOffset looked;

    public async Task Run(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var links = await tables.Range(Seals.Table, Seals.Partition, limit: LinksAtOnce, cancel: cancel);
        var last = links.Count == 0 ? null : Read(links[0]);
        var from = (last is null ? now - FirstLook : Later(last.Until, looked)) - Overlap;
        var done = await SealedSince(links, from - Ahead, cancel);
        foreach (var day in DaysAsked.Utc(from, now + Ahead))
        {
            var rows = await tables.Range(
                AuditLog.Table, day, Times.Write(from), Times.Write(now + Ahead), int.MaxValue, cancel);
            var entries = rows.Where(r => AuditEntry.IsWellPlaced(r) && !done.Contains(r.Key)).Select(AuditEntry.Read);
            foreach (var some in entries.Chunk(Seals.MostEntries))
            {
                await index.Write(some, cancel);
                var link = seals.After(last, some, now);
                if (await tables.Commit(Seals.Table, Seals.Partition, [Seals.WriteOf(link)], cancel) is not CommitResult.Committed)
                    return;
                last = link;
                await heads.Note(link, cancel);
                LogSealed(some.Length, link.Head);
            }
        }
        looked = now - Ahead;
    }

    /// <summary>The keys of the entries that the links since a moment vouch for.</summary>
    private async Task<HashSet<string>> SealedSince(IReadOnlyList<Row> links, DateTimeOffset since, CancellationToken cancel)
    {
        var done = new HashSet<string>();
        while (true)
        {
            foreach (var link in links.Select(Read))
            {
                if (link.At < since)
                    return done;
                done.UnionWith(link.Sealed.Select(s => s.Key));
            }
            if (links.Count < LinksAtOnce)
                return done;
            links = await tables.Range(Seals.Table, Seals.Partition, links[^1].Key + "!", limit: LinksAtOnce, cancel: cancel);
        }
    }

    private static Seal Read(Row row) => Seals.Read(row) ?? throw new InvalidDataException("The last seal of the audit cannot be read. Run verify-audit.");

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    [LoggerMessage(Level = LogLevel.Information, Message = "Sealed {Count} entries of the audit; the head is {Head}")]
    private partial void LogSealed(int count, string head);
}
