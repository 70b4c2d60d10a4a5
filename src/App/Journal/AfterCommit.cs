using System.Threading.Channels;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Journal;

/// <summary>A change that was committed, and the note that it might be left undone.</summary>
public sealed record Committed(Reference Reference, IReadOnlyList<Write> Writes, Entry Note);

/// <summary>
/// Sends what a commit owes to its queues after the answer has gone out, then takes the note of it away. It may die at any
/// moment or fall behind: what it did not send is found by <see cref="RelayOutbox"/> through the note.
/// </summary>
public sealed partial class AfterCommit(IQueues queues, Timetable undone, ILogger<AfterCommit> log) : BackgroundService
{
    private const int Together = 64;
    private readonly Channel<Committed> waiting = Channel.CreateBounded<Committed>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Whether anything waits to be sent.</summary>
    public bool IsIdle => waiting.Reader.Count == 0 && Volatile.Read(ref sending) == 0;

    private int sending;

    public void Post(Committed committed) => waiting.Writer.TryWrite(committed);

    /// <summary>What a batch of writes adds to the outbox.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Owed(IEnumerable<Write> writes) =>
        writes.Where(w => w.Kind is not WriteKind.Delete && w.Key.StartsWith(Outbox.Prefix, StringComparison.Ordinal)).Select(w => w.Texts);

    /// <summary>Sends outbox rows to their queues.</summary>
    public Task SendAll(Reference reference, IEnumerable<IReadOnlyDictionary<string, string>> rows, CancellationToken cancel) =>
        Task.WhenAll(rows.Select(row =>
        {
            var (queue, work) = Outbox.Read(reference, row);
            return queues.Send(queue, work.ToMessage(), cancel: cancel);
        }));

    /// <summary>Sends what waits now; true when there was anything.</summary>
    public async Task<bool> SendWaiting(CancellationToken cancel)
    {
        var batch = new List<Committed>(Together);
        Volatile.Write(ref sending, 1);
        try
        {
            while (batch.Count < Together && waiting.Reader.TryRead(out var committed))
                batch.Add(committed);
            if (batch.Count == 0)
                return false;
            await Task.WhenAll(batch.Select(c => SendAll(c.Reference, Owed(c.Writes), cancel)));
            await undone.Remove([.. batch.Select(c => c.Note)], cancel);
            return true;
        }
        finally
        {
            Volatile.Write(ref sending, 0);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await HasWaiting(stoppingToken))
        {
            try
            {
                await SendWaiting(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogLeft(e is StorageUnavailableException ? e.Message : e.GetType().Name, LastResort.Where(e));
            }
        }
    }

    private async Task<bool> HasWaiting(CancellationToken stoppingToken)
    {
        try
        {
            return await waiting.Reader.WaitToReadAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work was left to be relayed: {Why} {Where}")]
    private partial void LogLeft(string why, string where);
}
