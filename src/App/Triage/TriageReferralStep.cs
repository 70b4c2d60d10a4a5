using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.Triage;

/// <summary>Triages a referral that was submitted, and makes it findable by NHS number.</summary>
public sealed class TriageReferralStep(ReferralJournal journal, PersonIndex index, TimeProvider clock)
{
    public Task Run(Work work, bool isRedelivered, CancellationToken cancel) =>
        journal.Answer(
            work, QueueNames.TriageReferral, r => TriageReferral.Decide(r, clock.GetUtcNow()), isRedelivered, cancel,
            before: stored => index.Add(stored.Referral, cancel));
}
