using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.App.Routing;

/// <summary>Offers what waits for an offer to the next service, or hands it to the hub.</summary>
public sealed class RouteReferralStep(ReferralJournal journal, LocalityInForce locality, Capacities capacities, TimeProvider clock)
{
    public Task Run(Work work, CancellationToken cancel) => journal.Answer(work, QueueNames.RouteReferral, r => Decide(r, cancel), cancel);

    private async Task<Decision> Decide(Referral referral, CancellationToken cancel)
    {
        var free = await capacities.Free(Kinds(referral), cancel);
        return RouteReferral.Decide(referral, locality.Now, free, clock.GetUtcNow());
    }

    /// <summary>The kinds of service that are compared: where one is missing, the voluntary sector as well.</summary>
    private static IEnumerable<Pathway> Kinds(Referral referral)
    {
        var wanted = referral.Strands.Where(s => s.Stage is Stage.AwaitingOffer).Select(s => s.Pathway).ToList();
        return wanted.Count == 0 ? [] : [.. wanted, Pathway.VoluntarySector];
    }
}
