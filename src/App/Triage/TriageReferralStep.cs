using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.Triage;

/// <summary>Triages a referral that was submitted, makes it findable, and finds others that may be of the same person.</summary>
public sealed class TriageReferralStep(ReferralJournal journal, PersonIndex index, LocalityInForce locality, TimeProvider clock)
{
    public Task Run(Work work, CancellationToken cancel) => journal.Answer(
        work, QueueNames.TriageReferral, async referral =>
        {
            var isFirst = referral is { TriagedAt: null, IsWithdrawn: false };
            var matches = isFirst ? await index.Enter(referral, cancel) : [];
            return TriageReferral.Decide(referral, locality.Now, matches, clock.GetUtcNow());
        }, cancel);
}
