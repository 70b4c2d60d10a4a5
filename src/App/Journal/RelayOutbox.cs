using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Journal;

/// <summary>
/// Finds what a crash left undone: every change noted its referral before it was committed and took the note away when its work
/// had been sent. A note that is still there after a minute names a partition whose outbox is sent again. It reads the notes
/// that are due and those partitions' outboxes, nothing else.
/// </summary>
public sealed class RelayOutbox(ITables tables, Timetable undone, AfterCommit afterCommit, TimeProvider clock)
{
    private const int Together = 100;

    public Task Run(CancellationToken cancel) => Run(clock.GetUtcNow(), cancel);

    /// <summary>Relays what was noted to be looked for by a moment.</summary>
    public async Task Run(DateTimeOffset by, CancellationToken cancel)
    {
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
            await undone.Remove(notes, cancel);
        }
        while (notes.Count == Together);
    }
}
