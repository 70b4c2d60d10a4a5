using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.Bench;

/// <summary>Tables that hand everything on; what is measured overrides what it wants to see.</summary>
internal abstract class TablesAround(ITables inner) : ITables
{
    public virtual Task<Row?> Get(string table, string partition, string key, CancellationToken cancel = default) =>
        inner.Get(table, partition, key, cancel);

    public virtual Task<IReadOnlyList<Row>> Range(
        string table, string partition, string? from = null, string? before = null, int limit = 1000, CancellationToken cancel = default) =>
        inner.Range(table, partition, from, before, limit, cancel);

    public virtual Task<CommitResult> Commit(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel = default) =>
        inner.Commit(table, partition, writes, cancel);

    public IAsyncEnumerable<Row> Everything(string table, CancellationToken cancel = default) => inner.Everything(table, cancel);

    public Task<IReadOnlyList<string>> Names(CancellationToken cancel = default) => inner.Names(cancel);
}

/// <summary>Tables that say yes and keep nothing: what the app costs without its store.</summary>
internal class NoTables() : TablesAround(null!)
{
    public override Task<Row?> Get(string table, string partition, string key, CancellationToken cancel = default) => Task.FromResult<Row?>(null);

    public override Task<IReadOnlyList<Row>> Range(
        string table, string partition, string? from = null, string? before = null, int limit = 1000, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<Row>>([]);

    public override Task<CommitResult> Commit(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel = default) =>
        Task.FromResult(CommitResult.Committed);
}

/// <summary>Queues that nobody may use.</summary>
internal sealed class NoQueues() : QueuesAround(null!);

/// <summary>Queues that hand everything on.</summary>
internal abstract class QueuesAround(IQueues inner) : IQueues
{
    public virtual Task Send(string queue, string body, TimeSpan delay = default, CancellationToken cancel = default) =>
        inner.Send(queue, body, delay, cancel);

    public Task<IReadOnlyList<QueueMessage>> Receive(string queue, int max, TimeSpan hideFor, CancellationToken cancel = default) =>
        inner.Receive(queue, max, hideFor, cancel);

    public Task<bool> Delete(QueueMessage message, CancellationToken cancel = default) => inner.Delete(message, cancel);

    public Task<bool> Release(QueueMessage message, TimeSpan delay, CancellationToken cancel = default) => inner.Release(message, delay, cancel);

    public Task<int> Count(string queue, CancellationToken cancel = default) => inner.Count(queue, cancel);
}

/// <summary>What storage was asked to do.</summary>
/// <param name="Trips">Round trips: calls, and one more for each further thousand rows of a range.</param>
/// <param name="Rows">Rows read and written.</param>
internal sealed record Work(long Trips, long Rows)
{
    public static Work operator -(Work a, Work b) => new(a.Trips - b.Trips, a.Rows - b.Rows);

    public static Work operator +(Work a, Work b) => new(a.Trips + b.Trips, a.Rows + b.Rows);

    public override string ToString() => $"{Trips} trips, {Rows} rows";
}

/// <summary>Counts what tables are asked, and tells which texts were written.</summary>
internal sealed class CountedTables(ITables inner) : TablesAround(inner)
{
    private long trips, rows, refused;

    public Work Done => new(Interlocked.Read(ref trips), Interlocked.Read(ref rows));

    /// <summary>How many submissions met another referral of the same reference.</summary>
    public long Collisions => Interlocked.Read(ref refused);

    /// <summary>Told the key of each text once it is stored.</summary>
    public Action<string>? OnText { get; set; }

    public override async Task<Row?> Get(string table, string partition, string key, CancellationToken cancel = default)
    {
        var row = await base.Get(table, partition, key, cancel);
        Count(1, row is null ? 0 : 1);
        return row;
    }

    public override async Task<IReadOnlyList<Row>> Range(
        string table, string partition, string? from = null, string? before = null, int limit = 1000, CancellationToken cancel = default)
    {
        var found = await base.Range(table, partition, from, before, limit, cancel);
        Count(1 + Math.Max(0, found.Count - 1) / StorageLimits.PageRows, found.Count);
        return found;
    }

    public override async Task<CommitResult> Commit(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel = default)
    {
        var result = await base.Commit(table, partition, writes, cancel);
        Count(1, writes.Count);
        if (result is CommitResult.Exists && table == App.Journal.ReferralJournal.Table)
            Interlocked.Increment(ref refused);
        if (table == App.Adapters.KeptTexts.Table)
            OnText?.Invoke(writes[0].Key);
        return result;
    }

    private void Count(int more, int rowsMore)
    {
        Interlocked.Add(ref trips, more);
        Interlocked.Add(ref rows, rowsMore);
    }
}

/// <summary>Counts what is sent to queues: a round trip each.</summary>
internal sealed class CountedQueues(IQueues inner) : QueuesAround(inner)
{
    private long sent;

    public Work Done => new(Interlocked.Read(ref sent), 0);

    public override Task Send(string queue, string body, TimeSpan delay = default, CancellationToken cancel = default)
    {
        Interlocked.Increment(ref sent);
        return base.Send(queue, body, delay, cancel);
    }
}
