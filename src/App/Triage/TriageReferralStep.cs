using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.Triage;

/// <summary>
/// Triages a referral that was submitted, makes it findable, and finds others that may be of the same person; so again when a
/// correction has changed who it is.
/// </summary>
public sealed class TriageReferralStep(ReferralJournal journal, PersonIndex index, UpdateListsStep lists, LocalityInForce locality, TimeProvider clock)
{
    public async Task Run(Work work, CancellationToken cancel)
    {
        var (asked, mayHaveMoved) = (0, false);
        await journal.Answer(work, QueueNames.TriageReferral, async referral =>
        {
            var isCorrection = work.Fact > 1 && !referral.Additions.ContainsKey(work.Fact);
            mayHaveMoved = asked++ > 0 || isCorrection || !referral.IsOpen;
            var matches = referral.IsOpen && (referral.TriagedAt is null || isCorrection) ? await index.Enter(referral, cancel) : [];
            return TriageReferral.Decide(referral, locality.Now, matches, clock.GetUtcNow());
        }, cancel);

        // Somebody else may have ended it or changed who it is, and removed rows, just before they were entered again.
        if (mayHaveMoved)
            await lists.Run(work, cancel);
    }
}
