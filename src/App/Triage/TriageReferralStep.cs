using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.Triage;

/// <summary>Triages a referral that was submitted, and makes it findable by NHS number.</summary>
public sealed class TriageReferralStep(ReferralJournal journal, PersonIndex index, LocalityInForce locality, TimeProvider clock)
{
    public Task Run(Work work, CancellationToken cancel) =>
        journal.Answer(
            work, QueueNames.TriageReferral, r => TriageReferral.Decide(r, locality.Now, [], clock.GetUtcNow()), cancel,
            before: stored => index.Add(stored.Referral, cancel));
}
