using System.Threading.Channels;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// One thread that does all the writing to a connection. It takes every request that is waiting into one transaction, commits, and
/// answers them all: one wait for the disk serves many callers, and nobody waits for company.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int LargestGroup = 256;

    private readonly SqliteConnection connection;
    private readonly string directory;
    private readonly Channel<Request> waiting = Channel.CreateUnbounded<Request>(new() { SingleReader = true });
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteStatement begin, commit;

    public GroupCommit(SqliteConnection connection, string directory)
    {
        (this.connection, this.directory) = (connection, directory);
        (begin, commit) = (connection.Prepare("begin immediate"), connection.Prepare("commit"));
        new Thread(WriteUntilClosed) { Name = "Embedded store writer", IsBackground = true }.Start();
    }

    /// <summary>Runs <paramref name="work"/> on the writing thread; the task ends when its result is on the disk.</summary>
    public Task<T> Run<T>(Func<T> work, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
            return Task.FromCanceled<T>(cancel);
        var request = new Request<T>(work);
        return waiting.Writer.TryWrite(request)
            ? request.Answer
            : Task.FromException<T>(new StorageUnavailableException($"The store in {directory} has been closed."));
    }

    /// <summary>Writes what is still waiting, takes no more, and ends the thread.</summary>
    public ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        return new ValueTask(ended.Task);
    }

    private void WriteUntilClosed()
    {
        var group = new List<Request>(LargestGroup);
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < LargestGroup && waiting.Reader.TryRead(out var request))
                group.Add(request);
            Write(group);
            group.Clear();
        }
        ended.SetResult();
    }

    private void Write(List<Request> group)
    {
        try
        {
            begin.Run();
            foreach (var request in group)
                request.Work();
            commit.Run();
        }
        catch (Exception e)
        {
            RollBack();
            var unavailable = new StorageUnavailableException($"The store in {directory} could not write: {e.Message}", e);
            foreach (var request in group)
                request.Fail(unavailable);
            return;
        }
        foreach (var request in group)
            request.Succeed();
    }

    private void RollBack()
    {
        try
        {
            if (connection.InTransaction)
                connection.Execute("rollback");
        }
        catch (SqliteException)
        {
            // The next group meets the same trouble at its beginning and reports it to its callers.
        }
    }

    private abstract class Request
    {
        public abstract void Work();

        public abstract void Succeed();

        public abstract void Fail(Exception reason);
    }

    private sealed class Request<T>(Func<T> work) : Request
    {
        private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;

        public Task<T> Answer => answer.Task;

        public override void Work() => result = work();

        public override void Succeed() => answer.SetResult(result);

        public override void Fail(Exception reason) => answer.SetException(reason);
    }
}
