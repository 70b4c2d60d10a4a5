using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Journal;

/// <summary>
/// Finds what a crash left undone: every change noted its referral before it was committed and took the note away when its work
/// had been sent. A note that is still there after a minute names a partition whose outbox is sent again. It reads the notes
/// that are due and those partitions' outboxes, nothing else; where a change had taken a place of a service, that too.
/// </summary>
public sealed class RelayOutbox(
    ITables tables, Timetable undone, AfterCommit afterCommit, ReferralJournal journal, Capacities capacities, TimeProvider clock)
{
    private const int Together = 100;

    public Task Run(CancellationToken cancel) => Run(clock.GetUtcNow(), cancel);

    /// <summary>Relays what was noted to be looked for by a moment. One to come is for a process that has the store to itself and has
    /// just started: up to a minute before it, all work was another's, which is gone.</summary>
    public async Task Run(DateTimeOffset by, CancellationToken cancel)
    {
        // Half a minute before its note is due, no change takes anything under it any more.
        var abandonedBefore = by - (by > clock.GetUtcNow() ? ReferralJournal.UndoneAfter : ReferralJournal.UndoneAfter / 2);
        IReadOnlyList<Entry> notes;
        do
        {
            notes = await undone.Due(by, Together, cancel);
            foreach (var note in notes.DistinctBy(n => n.Texts["reference"]))
            {
                var reference = Reference.Read(note.Texts["reference"]).Value!;
                var owed = await tables.Range(ReferralJournal.Table, reference.Text, Outbox.Prefix, Outbox.End, cancel: cancel);
                await afterCommit.SendAll(reference, owed.Select(r => r.Texts), cancel);
            }
            foreach (var held in notes.Where(n => n.Texts.ContainsKey(ReferralJournal.Holds)).DistinctBy(n => (n.Texts["reference"], n.Texts[ReferralJournal.Holds])))
                await LetGo(held.Texts["reference"], held.Texts[ReferralJournal.Holds], abandonedBefore, cancel);
            await undone.Remove(notes, cancel);
        }
        while (notes.Count == Together);
    }

    /// <summary>Gives back a place that was taken for an acceptance that was never recorded.</summary>
    private async Task LetGo(string reference, string service, DateTimeOffset abandonedBefore, CancellationToken cancel)
    {
        if (capacities.Counted(service) is { } counted && await journal.Load(Reference.Read(reference).Value!, cancel) is { } stored)
            await capacities.Release(stored.Referral, counted, abandonedBefore, cancel);
    }
}
