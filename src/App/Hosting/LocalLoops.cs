using System.Collections.Concurrent;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Telemetry;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Hosting;

/// <summary>Queues that wake the local loops when something is sent.</summary>
public sealed class WakingQueues(IQueues inner) : IQueues
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> sent = new();

    public async Task Send(string queue, string body, TimeSpan delay = default, CancellationToken cancel = default)
    {
        await inner.Send(queue, body, delay, cancel);
        var signal = Signal(queue);
        if (signal.CurrentCount == 0)
            signal.Release();
    }

    /// <summary>Waits until something is sent to the queue, or for as long as given.</summary>
    public Task WaitForSend(string queue, TimeSpan atMost, CancellationToken cancel) => Signal(queue).WaitAsync(atMost, cancel);

    public Task<IReadOnlyList<QueueMessage>> Receive(string queue, int max, TimeSpan hideFor, CancellationToken cancel = default) =>
        inner.Receive(queue, max, hideFor, cancel);

    public Task<bool> Delete(QueueMessage message, CancellationToken cancel = default) => inner.Delete(message, cancel);

    public Task<bool> Release(QueueMessage message, TimeSpan delay, CancellationToken cancel = default) => inner.Release(message, delay, cancel);

    public Task<int> Count(string queue, CancellationToken cancel = default) => inner.Count(queue, cancel);

    private SemaphoreSlim Signal(string queue) => sent.GetOrAdd(queue, _ => new SemaphoreSlim(0));
}

/// <summary>
/// What the Functions host does, on one machine: a message is hidden while it is worked on, attempts are counted, a failed one
/// waits before the next, and after the last goes to the poison queue; a timer never overlaps itself.
/// </summary>
public sealed partial class LocalLoops(
    IServiceProvider services, WakingQueues queues, QueueRunner runner, AfterCommit afterCommit, RelayOutbox relay, RunMode mode, TimeProvider clock,
    ILogger<LocalLoops> log) : BackgroundService
{
    private const int Together = 16;
    private static readonly TimeSpan HiddenWhileWorkedOn = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Before the first request: a note that is made later is of a change that may still be on its way.</summary>
    private readonly DateTimeOffset started = clock.GetUtcNow();

    /// <summary>Works on what is on the queues until there is nothing more: for tests and commands that run without the loops.</summary>
    public async Task RunUntilIdle(CancellationToken cancel = default)
    {
        bool any;
        do
        {
            any = await afterCommit.SendWaiting(cancel);
            foreach (var function in FunctionTable.All.OfType<QueueFunction>())
                any |= await Work(function, cancel) > 0;
        }
        while (any);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
    [
        .. FunctionTable.All.OfType<QueueFunction>().Select(f => Task.Run(() => Forever(f.Name, () => WorkOrWait(f, stoppingToken), stoppingToken), stoppingToken)),
        .. FunctionTable.All.OfType<TimerFunction>().Select(f => Task.Run(() => Forever(f.Name, () => Tick(f, stoppingToken), stoppingToken), stoppingToken)),
        // Where nobody else works, whatever an earlier process noted is undone now, not in a minute.
        Task.Run(() => Once(nameof(RelayOutbox), () => relay.Run(mode.SharesStore ? started : started + ReferralJournal.UndoneAfter, stoppingToken), stoppingToken), stoppingToken),
    ]);

    private async Task WorkOrWait(QueueFunction function, CancellationToken cancel)
    {
        if (await Work(function, cancel) == 0)
            await queues.WaitForSend(function.Queue, LookAgainAfter, cancel);
    }

    private async Task<int> Work(QueueFunction function, CancellationToken cancel)
    {
        var messages = await queues.Receive(function.Queue, Together, HiddenWhileWorkedOn, cancel);
        await Task.WhenAll(messages.Select(m => Work(function, m, cancel)));
        return messages.Count;
    }

    private async Task Work(QueueFunction function, QueueMessage message, CancellationToken cancel)
    {
        // As with the host, nothing comes after a poison queue: what cannot be put on the list of failed messages is tried until it can.
        var isLast = QueueNames.IsPoison(function.Queue);
        if ((isLast || message.Attempt <= QueueRunner.MostAttempts)
            && await runner.Run(function, new Delivery(function.Queue, message.Body, message.Attempt), cancel))
        {
            await queues.Delete(message, cancel);
        }
        else if (isLast || message.Attempt < QueueRunner.MostAttempts)
        {
            await queues.Release(message, QueueRunner.BetweenAttempts, cancel);
        }
        else
        {
            await queues.Send(QueueNames.Poison(function.Queue), message.Body, cancel: cancel);
            await queues.Delete(message, cancel);
        }
    }

    private async Task Tick(TimerFunction function, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var next = new DateTimeOffset((now.Ticks / function.Every.Ticks + 1) * function.Every.Ticks, TimeSpan.Zero);
        await Task.Delay(next - now, clock, cancel);
        using (Traces.OfTimer(function.Name))
            await function.Run(services, cancel);
    }

    private async Task Forever(string name, Func<Task> once, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            if (!await Once(name, once, cancel))
                await Task.Delay(LookAgainAfter, clock, cancel);
        }
    }

    /// <summary>Whether it went well. A loop outlives whatever goes wrong in one turn of it.</summary>
    private async Task<bool> Once(string name, Func<Task> once, CancellationToken cancel)
    {
        try
        {
            await once();
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception e)
        {
            LogTrouble(name, e is StorageUnavailableException ? e.Message : e.GetType().Name, LastResort.Where(e));
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} will try again: {Why} {Where}")]
    private partial void LogTrouble(string function, string why, string where);
}
