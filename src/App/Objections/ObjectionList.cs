using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Objections;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Objections;

/// <summary>
/// Who objects to their information being shared further, by NHS number: one row that says what holds now, every wish that was ever told, and a
/// note of what is still to reach their referrals, written together. Whoever records it carries it to each referral; where they
/// cannot, the timer does, each minute until it is done.
/// </summary>
public sealed class ObjectionList(ITables tables, ReferralJournal journal, PersonIndex index, DeploymentKey key, TimeProvider clock)
{
    public const string Table = "objections";
    private const string Partition = "all";
    private const string Now = "now-";
    private const string Past = "past-";
    private const string Undone = "undone-";

    /// <summary>More than any locality has of people who object.</summary>
    private const int MostRows = 20_000;

    /// <summary>Under what a person's wish is audited; tells nothing of who it is.</summary>
    public string About(NhsNumber number) => "objection-" + Hash(number);

    /// <summary>Whether the person objects: one point read.</summary>
    public async Task<bool> Has(NhsNumber number, CancellationToken cancel) => ObjectionRows.IsObjecting(await tables.Get(Table, Partition, Now + Hash(number), cancel));

    /// <summary>What holds of everybody of whom anything was told, the latest first.</summary>
    public async Task<IReadOnlyList<RecordedWish>> All(CancellationToken cancel) =>
        [.. (await tables.Range(Table, Partition, Now, After(Now), MostRows, cancel)).Select(ObjectionRows.Read).OrderByDescending(w => w.At)];

    /// <summary>Records a wish and carries it to every referral of the person. What is so already changes nothing.</summary>
    /// <returns>Whether it has reached them all; where not, it does within a minute or two.</returns>
    public async Task<bool> Record(Wish wish, Actor by, CancellationToken cancel)
    {
        var hash = Hash(wish.Number);
        while (true)
        {
            var row = await tables.Get(Table, Partition, Now + hash, cancel);
            if (ObjectionRows.IsObjecting(row) == wish.Objects)
                break;
            var at = clock.GetUtcNow();
            var texts = ObjectionRows.Texts(new(wish, at, by));
            Write[] writes =
            [
                row is null ? Write.Insert(Now + hash, texts) : Write.Replace(Now + hash, texts, row.ETag!),
                Write.Insert($"{Past}{hash}-{Times.Write(at)}-{Guid.NewGuid():N}", texts), Write.Upsert(Undone + hash, new Dictionary<string, string>()),
            ];
            if (await tables.Commit(Table, Partition, writes, cancel) is CommitResult.Committed)
                break;
        }
        try
        {
            await Carry(hash, cancel);
            return true;
        }
        catch (Exception e) when (e is StorageUnavailableException or ConflictException)
        {
            return false;
        }
    }

    /// <summary>Carries on what was recorded and has not reached every referral: one read where there is nothing.</summary>
    public async Task Finish(CancellationToken cancel)
    {
        foreach (var row in await tables.Range(Table, Partition, Undone, After(Undone), MostRows, cancel))
            await Carry(row.Key[Undone.Length..], cancel);
    }

    private async Task Carry(string hash, CancellationToken cancel)
    {
        while (await tables.Get(Table, Partition, Undone + hash, cancel) is { } undone && await tables.Get(Table, Partition, Now + hash, cancel) is { } row)
        {
            var recorded = ObjectionRows.Read(row);
            foreach (var reference in await index.AllOf(recorded.Wish.Number, cancel))
            {
                if (await journal.Load(reference, cancel) is { } stored)
                    await journal.Change(stored, r => HonourObjection.Decide(r, recorded.Wish.Number, recorded.Wish.Objects, clock.GetUtcNow()), recorded.By, null, cancel);
            }
            // Where the person changed their mind meanwhile there is another note, and it is carried again.
            if (await tables.Commit(Table, Partition, [Write.Delete(Undone + hash, undone.ETag)], cancel) is CommitResult.Committed)
                return;
        }
    }

    private string Hash(NhsNumber number) => key.Hash("objection", number.Text);

    /// <summary>The end of the range of keys that begin so.</summary>
    private static string After(string prefix) => prefix[..^1] + '.';
}
