using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Worklist;

/// <summary>
/// Brings every list in line with a referral as it is now. Whichever of two that work at once writes last makes sure that what
/// it wrote is the latest: it can strike the outbox row only in the version that it had read, and starts again otherwise.
/// </summary>
public sealed class UpdateListsStep(ReferralJournal journal, ITables tables, ClockTimetable clocks, PersonIndex index)
{
    public async Task Run(Work work, CancellationToken cancel)
    {
        var caughtUp = false;
        while (!caughtUp)
        {
            if (await journal.Load(work.Reference, cancel) is not { } stored)
                return;
            await Write(stored, cancel);
            var owed = stored.Owed.FirstOrDefault(r => r.Key == Outbox.ListsKey);
            caughtUp = owed is not null
                ? await journal.Strike(work.Reference, Outbox.ListsKey, cancel, owed.ETag) == CommitResult.Committed
                : await journal.HeadETag(work.Reference, cancel) == stored.HeadETag;
        }
    }

    /// <summary>Writes all that the lists and the clocks say of a referral.</summary>
    public async Task Write(Stored stored, CancellationToken cancel)
    {
        var writes = Lists.Places(stored.Referral).Select(place => tables.Commit(
            Lists.Table, place.List, [place.Line is { } line ? Lists.WriteOf(place.Key, line) : Ports.Write.Delete(place.Key)], cancel)).ToList<Task>();
        writes.AddRange(stored.Referral.Strands.Where(s => !s.Offers.IsEmpty).Select(s => SetClock(stored.Referral, s, cancel)));
        writes.Add(index.Reconcile(stored, cancel));
        await Task.WhenAll(writes);
    }

    private Task SetClock(Referral referral, Strand strand, CancellationToken cancel)
    {
        var offer = strand.Offers[^1];
        var (id, texts) = ClockTimetable.OfOffer(new Work(referral.Reference, offer.FactNumber));
        return strand.Stage switch
        {
            Stage.OnOffer when referral.IsOpen => clocks.Entries.Add(offer.AnswerBy, id, texts, cancel),
            Stage.Accepted => clocks.Entries.Remove([clocks.Entries.At(offer.AnswerBy, id, texts)], cancel),
            _ => Task.CompletedTask,
        };
    }
}
