using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Clocks;

/// <summary>
/// Each minute: reads the entries that are due and puts their work on queues; decides nothing itself. An entry is taken off only
/// after its message is on the queue, and the step that gets it decides by the facts, so late, twice or both changes nothing.
/// </summary>
public sealed class CheckClocks(ClockTimetable timetable, IQueues queues, TimeProvider clock)
{
    private const int Together = 100;

    public async Task Run(CancellationToken cancel)
    {
        IReadOnlyList<Entry> due;
        do
        {
            due = await timetable.Entries.Due(clock.GetUtcNow(), Together, cancel);
            await Task.WhenAll(due.Select(e => queues.Send(QueueNames.WatchClocks, e.Texts["work"], cancel: cancel)));
            await timetable.Entries.Remove(due, cancel);
        }
        while (due.Count == Together);
    }
}
