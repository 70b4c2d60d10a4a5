using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.App.Routing;

/// <summary>Moves on the offers of a referral that were not answered in time.</summary>
public sealed class LapseOffersStep(ReferralJournal journal, TimeProvider clock)
{
    public Task Run(Work work, CancellationToken cancel) =>
        journal.Answer(work, QueueNames.LapseOffers, r => LapseOffer.Decide(r, clock.GetUtcNow()), cancel);
}
