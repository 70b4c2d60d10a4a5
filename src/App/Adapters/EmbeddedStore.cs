using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// Tables and queues in one SQLite file on this machine, for one process at a time. What has been answered is on the disk. Writes
/// share a thread and, when many wait, a transaction; reads go beside them and see every write that has been answered.
/// </summary>
public sealed class EmbeddedStore : ITables, IQueues, IAsyncDisposable
{
    private readonly EmbeddedFile file;
    private readonly EmbeddedWriter writer;
    private readonly GroupCommit commits;
    private readonly ConcurrentBag<EmbeddedReader> idle = [];
    private readonly TimeProvider clock;
    private volatile bool closed;

    private EmbeddedStore(EmbeddedFile file, TimeProvider clock)
    {
        (this.file, this.clock) = (file, clock);
        writer = new EmbeddedWriter(file.Writer, Now());
        commits = new GroupCommit(file.Writer, file.Directory);
    }

    /// <summary>Opens the store in a folder, making both where there is none. Messages that were being worked on are visible again.</summary>
    /// <exception cref="StorageUnavailableException">Another process has it, or it cannot be opened; the message says what to do.</exception>
    public static EmbeddedStore Open(string directory, TimeProvider clock)
    {
        var opened = EmbeddedFile.Open(directory);
        try
        {
            return new EmbeddedStore(opened, clock);
        }
        catch (SqliteException refused)
        {
            opened.Dispose();
            throw new StorageUnavailableException(EmbeddedFile.Explain(refused, directory), refused);
        }
    }

    /// <summary>Deletes the store in a folder, unless another process has it.</summary>
    public static void Delete(string directory) => EmbeddedFile.Delete(directory);

    public Task<Row?> Get(string table, string partition, string key, CancellationToken cancel = default)
    {
        StorageLimits.CheckTable(table);
        StorageLimits.CheckKey(partition);
        StorageLimits.CheckKey(key);
        return Read(reader => reader.Get(table, partition, key), cancel);
    }

    public Task<IReadOnlyList<Row>> Range(
        string table, string partition, string? from = null, string? before = null, int limit = 1000, CancellationToken cancel = default)
    {
        StorageLimits.CheckRange(table, partition, limit);
        return Read(reader => reader.Range(table, partition, from, before, limit), cancel);
    }

    public Task<CommitResult> Commit(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel = default)
    {
        StorageLimits.CheckBatch(table, partition, writes);
        var texts = new byte[writes.Count][];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = EmbeddedTexts.Encode(writes[i].Texts);
        return commits.Run(() => writer.Commit(table, partition, writes, texts), cancel);
    }

    public async IAsyncEnumerable<Row> Everything(string table, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        StorageLimits.CheckTable(table);
        Row? last = null;
        IReadOnlyList<Row> page;
        do
        {
            page = await Read(reader => reader.After(table, last, StorageLimits.PageRows), cancel);
            foreach (var row in page)
                yield return last = row;
        }
        while (page.Count == StorageLimits.PageRows);
    }

    public Task<IReadOnlyList<string>> Names(CancellationToken cancel = default) => Read(reader => reader.Names(), cancel);

    public Task Send(string queue, string body, TimeSpan delay = default, CancellationToken cancel = default)
    {
        StorageLimits.CheckSend(queue, body, delay);
        var (utf8, visibleAt) = (Encoding.UTF8.GetBytes(body), Now() + Milliseconds(delay));
        return commits.Run(() => writer.Send(queue, utf8, visibleAt), cancel);
    }

    /// <remarks>An empty queue costs one look at an index; only a message that is there costs a write.</remarks>
    public async Task<IReadOnlyList<QueueMessage>> Receive(string queue, int max, TimeSpan hideFor, CancellationToken cancel = default)
    {
        StorageLimits.CheckReceive(queue, max, hideFor);
        var now = Now();
        return await Read(reader => reader.AnyDue(queue, now), cancel)
            ? await commits.Run(() => writer.Receive(queue, max, now, now + Milliseconds(hideFor)), cancel)
            : [];
    }

    public Task<bool> Delete(QueueMessage message, CancellationToken cancel = default)
    {
        StorageLimits.CheckQueue(message.Queue);
        return commits.Run(() => writer.Delete(message), cancel);
    }

    public Task<bool> Release(QueueMessage message, TimeSpan delay, CancellationToken cancel = default)
    {
        StorageLimits.CheckQueue(message.Queue);
        StorageLimits.CheckDelay(delay);
        var visibleAt = Now() + Milliseconds(delay);
        return commits.Run(() => writer.Release(message, visibleAt), cancel);
    }

    public Task<int> Count(string queue, CancellationToken cancel = default)
    {
        StorageLimits.CheckQueue(queue);
        return Read(reader => reader.Count(queue), cancel);
    }

    /// <summary>Finishes the writes that are waiting, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await commits.DisposeAsync();
        closed = true;
        CloseIdle();
        file.Dispose();
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static long Milliseconds(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);

    /// <summary>Asks an idle reader, or a new one when all are busy. It takes microseconds, so the caller's own thread does it.</summary>
    private Task<T> Read<T>(Func<EmbeddedReader, T> question, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
            return Task.FromCanceled<T>(cancel);
        if (closed)
            return Task.FromException<T>(new StorageUnavailableException($"The store in {file.Directory} has been closed."));
        EmbeddedReader? reader = null;
        try
        {
            reader = idle.TryTake(out var free) ? free : new EmbeddedReader(file.OpenReader());
            var answer = question(reader);
            idle.Add(reader);
            if (closed)
                CloseIdle();
            return Task.FromResult(answer);
        }
        catch (Exception e)
        {
            reader?.Dispose();
            return Task.FromException<T>(new StorageUnavailableException($"The store in {file.Directory} could not read: {e.Message}", e));
        }
    }

    private void CloseIdle()
    {
        while (idle.TryTake(out var reader))
            reader.Dispose();
    }
}
