using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.App.Tests.Storage;

namespace SinglePointOfReferral.App.Tests;

/// <summary>Storage that apps stand on: several may stand on one, one after the other, as after a crash.</summary>
public sealed class Ground(CountingTables tables, CountingQueues queues, MovableClock clock, Func<Task> dispose) : IAsyncDisposable
{
    public static MasterKeys MasterKeys { get; } = new([[.. Enumerable.Range(101, 32).Select(i => (byte)i)]]);

    public CountingTables Tables { get; } = tables;

    /// <summary>The tables as the app sees them, with what is sealed opened.</summary>
    public SealedTables Opened { get; } = new(tables, MasterKeys);

    public CountingQueues Queues { get; } = queues;

    public MovableClock Clock { get; } = clock;

    public Trips Trips => new(Tables.Reads, Tables.Commits, Queues.Sent.Count);

    /// <summary>The embedded store in a folder of its own, which goes with it.</summary>
    public static Ground Embedded()
    {
        var clock = new MovableClock(The.Start);
        var folder = Directory.CreateTempSubdirectory("ground-").FullName;
        var store = EmbeddedStore.Open(folder, clock);
        return new Ground(new CountingTables(store), new CountingQueues(store), clock, async () =>
        {
            await store.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        });
    }

    /// <summary>A journal to read by, as apps that stand on a store write it.</summary>
    public static ReferralJournal Journal(ITables tables, DeploymentKey? key = null, MasterKeys? masterKeys = null)
    {
        var own = key ?? new DeploymentKey(new byte[32]);
        return new(tables, null!, null!, own, masterKeys ?? MasterKeys, new FactChain(own), TimeProvider.System);
    }

    /// <summary>Tables and queues of its own in Microsoft's emulator.</summary>
    public static Ground Emulated(AzuriteFixture azurite)
    {
        var name = "t" + Guid.NewGuid().ToString("N")[..8];
        return new Ground(
            new CountingTables(new AzureTables(azurite.Account), name), new CountingQueues(new AzureQueues(azurite.Account), name + "-"),
            new MovableClock(The.Start), () => Task.CompletedTask);
    }

    /// <summary>What is another each time that the same is written: it is sealed with another nonce, or follows from that.</summary>
    private static readonly string[] OtherEachTime = ["sealed", "chain", "wrapped"];

    /// <summary>Every row of some tables as text, without versions: what two histories are compared by.</summary>
    public async Task<string> Rows(params string[] tables)
    {
        var rows = new List<string>();
        foreach (var table in tables)
        {
            await foreach (var row in Opened.Everything(table))
                rows.Add($"{table} {row.Partition} {row.Key} {string.Join(' ', row.Texts.Where(t => !OtherEachTime.Contains(t.Key)).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}"))}");
        }
        return string.Join('\n', rows.Order(StringComparer.Ordinal));
    }

    /// <summary>What was recorded of acts, the earliest first. One moment of a clock that stands has its rows in any order of adding, so
    /// that they are told apart by their versions.</summary>
    public async Task<IReadOnlyList<Row>> Audited()
    {
        var rows = new List<Row>();
        await foreach (var row in Tables.Everything(AuditLog.Table))
            rows.Add(row);
        return [.. rows.OrderBy(r => r.Key[..Times.Length], StringComparer.Ordinal).ThenBy(r => r.ETag!.Length).ThenBy(r => r.ETag, StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync() => await dispose();
}
