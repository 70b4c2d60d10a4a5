using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Storage;

/// <summary>
/// Every promise of <see cref="ITables"/>, <see cref="IQueues"/> and <see cref="StorageLimits"/>. Each implementation is held to all
/// of them, so that code which works on one works on the other. Each test has a table and a queue of its own.
/// </summary>
public abstract partial class StorageContract
{
    private const string Partition = "referral-1";

    private readonly string table = "T" + Guid.NewGuid().ToString("N");
    private readonly string queue = "q-" + Guid.NewGuid().ToString("N");

    protected abstract ITables Tables { get; }

    protected abstract IQueues Queues { get; }

    /// <summary>Lets time pass, as the store sees it.</summary>
    protected abstract Task Pass(TimeSpan time);

    private static Dictionary<string, string> Texts(string body) => new() { ["Body"] = body };

    private Task<CommitResult> Commit(params Write[] writes) => Tables.Commit(table, Partition, writes);

    private async Task<string?> Body(string key) => (await Tables.Get(table, Partition, key))?["Body"];

    private async Task<string> ETag(string key) => (await Tables.Get(table, Partition, key))!.ETag!;

    private async Task<string[]> Keys(string? from = null, string? before = null, int limit = 1000) =>
        [.. (await Tables.Range(table, Partition, from, before, limit)).Select(row => row.Key)];
}
