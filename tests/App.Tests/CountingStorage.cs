using System.Collections.Concurrent;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests;

/// <summary>How often storage was asked.</summary>
public sealed record Trips(int Reads, int Commits, int Sends)
{
    public static Trips operator -(Trips after, Trips before) =>
        new(after.Reads - before.Reads, after.Commits - before.Commits, after.Sends - before.Sends);
}

/// <summary>Tables that count round trips, and do not answer where they are told not to. A prefix keeps tests on one account apart.</summary>
public sealed class CountingTables(ITables inner, string prefix = "") : ITables
{
    private int reads;
    private int commits;

    public int Reads => reads;

    public int Commits => commits;

    /// <summary>Which tables do not answer; none at first.</summary>
    public Func<string, bool> IsDown { get; set; } = _ => false;

    public Task<Row?> Get(string table, string partition, string key, CancellationToken cancel = default)
    {
        Count(ref reads, table);
        return inner.Get(prefix + table, partition, key, cancel);
    }

    public Task<IReadOnlyList<Row>> Range(
        string table, string partition, string? from = null, string? before = null, int limit = 1000, CancellationToken cancel = default)
    {
        Count(ref reads, table);
        return inner.Range(prefix + table, partition, from, before, limit, cancel);
    }

    public Task<CommitResult> Commit(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel = default)
    {
        Count(ref commits, table);
        return inner.Commit(prefix + table, partition, writes, cancel);
    }

    public IAsyncEnumerable<Row> Everything(string table, CancellationToken cancel = default) => inner.Everything(prefix + table, cancel);

    public async Task<IReadOnlyList<string>> Names(CancellationToken cancel = default) =>
        [.. (await inner.Names(cancel)).Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n[prefix.Length..])];

    private void Count(ref int counter, string table)
    {
        Interlocked.Increment(ref counter);
        if (IsDown(table))
            throw new StorageUnavailableException($"The table {table} does not answer.");
    }
}

/// <summary>Queues that count what is sent and remember every body.</summary>
public sealed class CountingQueues(IQueues inner, string prefix = "") : IQueues
{
    private readonly ConcurrentQueue<(string Queue, string Body)> sent = new();

    public IReadOnlyCollection<(string Queue, string Body)> Sent => sent;

    public Task Send(string queue, string body, TimeSpan delay = default, CancellationToken cancel = default)
    {
        sent.Enqueue((queue, body));
        return inner.Send(prefix + queue, body, delay, cancel);
    }

    public Task<IReadOnlyList<QueueMessage>> Receive(string queue, int max, TimeSpan hideFor, CancellationToken cancel = default) =>
        inner.Receive(prefix + queue, max, hideFor, cancel);

    public Task<bool> Delete(QueueMessage message, CancellationToken cancel = default) => inner.Delete(message, cancel);

    public Task<bool> Release(QueueMessage message, TimeSpan delay, CancellationToken cancel = default) => inner.Release(message, delay, cancel);

    public Task<int> Count(string queue, CancellationToken cancel = default) => inner.Count(prefix + queue, cancel);
}

internal static class QueueExtensions
{
    /// <summary>Takes every message off a queue, unread.</summary>
    public static async Task Empty(this IQueues queues, string queue)
    {
        foreach (var message in await queues.Receive(queue, 32, TimeSpan.FromMinutes(5)))
            await queues.Delete(message);
    }
}
