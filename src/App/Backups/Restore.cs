using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SinglePointOfReferral.App.Erasure;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Worklist;

namespace SinglePointOfReferral.App.Backups;

/// <summary>
/// Puts a backup into an empty store, erases again what was erased since it was made, sends what was owed and makes the lists anew. Until all
/// of it is done a mark beside the list of erasures keeps the app from serving anybody.
/// </summary>
public sealed class Restore(
    ReferralJournal journal, AfterCommit afterCommit, EraseReferral erase, ErasureList erasures, RebuildLists lists, IQueues queues)
{
    private const int BatchCharacters = 1_000_000;

    /// <param name="raw">The tables with what is sealed as it lies.</param>
    /// <exception cref="SetupException">It is no backup, or not whole, or something is there already.</exception>
    public async Task<(int Rows, int Erased)> Run(ITables raw, string file, CancellationToken cancel)
    {
        await Check(file, cancel);
        if (!await erasures.IsRestoring(cancel) && await HasReferrals(raw, cancel))
            throw new SetupException("There is something in this store already. Restore into an empty one: another folder with --data, or --fresh.");
        await erasures.Restoring(isUnfinished: true, cancel);
        var rows = await Fill(raw, file, cancel);
        var erased = await EraseAgain(cancel);
        await foreach (var stored in journal.Everything(cancel))
            await GoOn(stored, cancel);
        await lists.Run(cancel);
        await erasures.Restoring(isUnfinished: false, cancel);
        return (rows, erased);
    }

    private static async Task<bool> HasReferrals(ITables raw, CancellationToken cancel) => (await raw.Names(cancel)).Contains(ReferralJournal.Table);

    /// <summary>The whole file is looked at before a row is written.</summary>
    private static async Task Check(string file, CancellationToken cancel)
    {
        try
        {
            var (count, last) = (0, "");
            await foreach (var line in Lines(file, cancel))
                (count, last) = (count + 1, line);
            if (count >= 2 && last == $"{count - 2} rows")
                return;
        }
        catch (InvalidDataException)
        {
            // Told below, like what is not whole.
        }
        throw new SetupException($"{file} is not a whole backup. Take another.");
    }

    private static async Task<int> Fill(ITables raw, string file, CancellationToken cancel)
    {
        var (rows, batch, size) = (0, new List<SavedRow>(), 0);
        await foreach (var line in Lines(file, cancel))
        {
            if (!line.StartsWith('{'))
                continue;
            var row = JsonSerializer.Deserialize<SavedRow>(line, Json.Options)!;
            if (batch.Count > 0 && (batch.Count == StorageLimits.BatchOperations || size + line.Length > BatchCharacters || batch[0].Table != row.Table || batch[0].Partition != row.Partition))
            {
                await Put(raw, batch, cancel);
                (batch, size) = ([], 0);
            }
            batch.Add(row);
            size += line.Length;
            rows++;
        }
        if (batch.Count > 0)
            await Put(raw, batch, cancel);
        return rows;
    }

    /// <summary>Begun again after a crash, it finds some rows there: those of tables that are only added to are left, the others written again.</summary>
    private static async Task Put(ITables raw, IReadOnlyList<SavedRow> batch, CancellationToken cancel)
    {
        if (await raw.Commit(batch[0].Table, batch[0].Partition, [.. batch.Select(r => Write.Insert(r.Key, r.Texts))], cancel) is CommitResult.Committed)
            return;
        foreach (var row in batch)
            await raw.Commit(row.Table, row.Partition, [Write.Insert(row.Key, row.Texts)], cancel);
    }

    private async Task<int> EraseAgain(CancellationToken cancel)
    {
        var erased = 0;
        foreach (var reference in await erasures.All(cancel))
        {
            if (await journal.Load(reference, cancel) is not { Referral.ErasedAt: null } stored)
                continue;
            await erase.Again(stored, cancel);
            erased++;
        }
        return erased;
    }

    /// <summary>Sends what a referral owes, and asks after its texts: the queues of then are gone.</summary>
    private async Task GoOn(Stored stored, CancellationToken cancel)
    {
        await afterCommit.SendAll(stored.Reference, stored.Owed.Select(r => r.Texts), cancel);
        foreach (var text in TextRows.Of(stored).Where(t => t.Dispatch.Look > 0))
            await queues.Send(QueueNames.FollowText, new TextLook(stored.Reference, text.Dispatch.Key, text.Dispatch.Look).ToMessage(), cancel: cancel);
    }

    private static async IAsyncEnumerable<string> Lines(string file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        if (await reader.ReadLineAsync(cancel) is not BackUp.Heading)
            throw new InvalidDataException("It has another first line.");
        yield return BackUp.Heading;
        while (await reader.ReadLineAsync(cancel) is { } line)
            yield return line;
    }
}
