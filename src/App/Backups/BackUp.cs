using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SinglePointOfReferral.App.Erasure;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Backups;

/// <summary>A row of a backup.</summary>
public sealed record SavedRow(string Table, string Partition, string Key, IReadOnlyDictionary<string, string> Texts);

/// <summary>
/// Writes every row of every table to one file, as it lies in the store: what is personal stays sealed, and is nothing without the master
/// key, which no backup holds. The list of what was erased is left out, so that no backup brings an older one back.
/// </summary>
public static class BackUp
{
    /// <summary>The first line of the file.</summary>
    public const string Heading = "single-point-of-referral backup 1";

    /// <summary>The referrals come last: whatever is newer than the lists before them is made good when it is restored.</summary>
    public static async Task<int> Write(ITables tables, string file, CancellationToken cancel)
    {
        var count = 0;
        var half = file + ".new";
        await using (var stream = new StreamWriter(new GZipStream(File.Create(half), CompressionLevel.Fastest), new UTF8Encoding(false)))
        {
            await stream.WriteLineAsync(Heading);
            foreach (var table in (await tables.Names(cancel)).Where(t => t != ErasureList.Table).OrderBy(t => t == ReferralJournal.Table).ThenBy(t => t, StringComparer.Ordinal))
            {
                await foreach (var row in Rows(tables, table, cancel))
                {
                    await stream.WriteLineAsync(JsonSerializer.Serialize(new SavedRow(table, row.Partition, row.Key, row.Texts), Json.Options));
                    count++;
                }
            }
            await stream.WriteLineAsync($"{count} rows");
        }
        File.Move(half, file, overwrite: true);
        return count;
    }

    /// <summary>A referral is read in one go, so that it is whole however much happens meanwhile.</summary>
    private static async IAsyncEnumerable<Row> Rows(ITables tables, string table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        string? latest = null;
#pragma warning disable RS0030 // A maintenance command may read a whole table.
        await foreach (var row in tables.Everything(table, cancel))
#pragma warning restore RS0030
        {
            if (table != ReferralJournal.Table)
            {
                yield return row;
                continue;
            }
            if (row.Partition == latest)
                continue;
            latest = row.Partition;
            foreach (var one in await tables.Range(table, row.Partition, limit: ReferralJournal.MostRows, cancel: cancel))
                yield return one;
        }
    }
}
