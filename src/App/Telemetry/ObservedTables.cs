using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Telemetry;

/// <summary>Tables whose round trips are seen: which table and what was done, never a key or what is in a row.</summary>
public sealed class ObservedTables(ITables inner) : ITables
{
    public async Task<Row?> Get(string table, string partition, string key, CancellationToken cancel = default)
    {
        using var trip = Traces.OfTrip("get", table);
        return await inner.Get(table, partition, key, cancel);
    }

    public async Task<IReadOnlyList<Row>> Range(
        string table, string partition, string? from = null, string? before = null, int limit = 1000, CancellationToken cancel = default)
    {
        using var trip = Traces.OfTrip("range", table);
        return await inner.Range(table, partition, from, before, limit, cancel);
    }

    public async Task<CommitResult> Commit(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel = default)
    {
        using var trip = Traces.OfTrip("commit", table);
        return await inner.Commit(table, partition, writes, cancel);
    }

    public Task<IReadOnlyList<string>> Names(CancellationToken cancel = default) => inner.Names(cancel);

#pragma warning disable RS0030 // Passed on to the maintenance commands that may.
    public IAsyncEnumerable<Row> Everything(string table, CancellationToken cancel = default) => inner.Everything(table, cancel);
#pragma warning restore RS0030
}

/// <summary>Queues of which each message that is sent is seen, and not what is in it.</summary>
public sealed class ObservedQueues(IQueues inner) : IQueues
{
    public async Task Send(string queue, string body, TimeSpan delay = default, CancellationToken cancel = default)
    {
        using var trip = Traces.OfTrip("send", queue);
        await inner.Send(queue, body, delay, cancel);
    }

    public Task<IReadOnlyList<QueueMessage>> Receive(string queue, int max, TimeSpan hideFor, CancellationToken cancel = default) => inner.Receive(queue, max, hideFor, cancel);

    public Task<bool> Delete(QueueMessage message, CancellationToken cancel = default) => inner.Delete(message, cancel);

    public Task<bool> Release(QueueMessage message, TimeSpan delay, CancellationToken cancel = default) => inner.Release(message, delay, cancel);

    public Task<int> Count(string queue, CancellationToken cancel = default) => inner.Count(queue, cancel);
}
