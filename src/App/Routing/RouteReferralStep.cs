using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.App.Routing;

/// <summary>Offers what waits for an offer to the next service, or hands it to the hub.</summary>
public sealed class RouteReferralStep(ReferralJournal journal, LocalityInForce locality, TimeProvider clock)
{
    public Task Run(Work work, CancellationToken cancel) =>
        journal.Answer(work, QueueNames.RouteReferral, r => RouteReferral.Decide(r, locality.Now, FreeCapacity.Untouched, clock.GetUtcNow()), cancel);
}
