using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.App.Routing;

/// <summary>
/// A provider accepts an offer. Of a service that counts its places one is taken first; where there is none, what is recorded is
/// that the service has no capacity, and that is what the provider is told.
/// </summary>
public sealed class Acceptance(ReferralJournal journal, Capacities capacities, TimeProvider clock)
{
    /// <param name="seen">The version of the referral that the provider was looking at, where that is known.</param>
    public Task<(Stored Stored, Decision Decision)> Accept(HttpContext http, Stored stored, int strand, int? seen = null) =>
        Accept(http, stored, strand, (referral, now, isFull) => AcceptOffer.Decide(referral, strand, http.Principal().Organisation, now, seen, isFull));

    /// <summary>The same where the provider told the hub by telephone.</summary>
    public Task<(Stored Stored, Decision Decision)> AcceptFor(HttpContext http, Stored stored, int strand, string service, string? toldBy) =>
        Accept(http, stored, strand, (referral, now, isFull) => RecordAnswer.Accepts(referral, strand, service, toldBy, now, isFull));

    private async Task<(Stored Stored, Decision Decision)> Accept(
        HttpContext http, Stored stored, int strand, Func<Referral, DateTimeOffset, bool, Decision> decide)
    {
        var (who, cancel) = (http.Principal(), http.RequestAborted);
        Service? taken = null;
        var hold = new Hold(
            decision => Counted(decision)?.Id,
            async (now, decision) =>
            {
                if (Counted(decision) is not { } service)
                    return decision;
                if (!await capacities.Reserve(service, now.Referral, now.Referral.Strand(strand)!, cancel))
                    return decide(now.Referral, clock.GetUtcNow(), true);
                taken = service;
                return decision;
            });
        var (changed, recorded) = await Api.Change(http, stored, (referral, _, now) => decide(referral, now, false), hold);
        if (taken is not null && !recorded.Facts.Any(f => f.Fact is Accepted))
            await capacities.Release(changed.Referral, taken, DateTimeOffset.MinValue, cancel);
        var wasFull = recorded == Decision.Nothing && journal.RecordedBy(changed, who.Actor, Api.IdempotencyKey(http)).Any(f => f.Fact is Declined);
        return (changed, wasFull ? Refusal.Full : AcceptOffer.Told(recorded));

        Service? Counted(Decision decision) => decision.Facts is [{ Fact: Accepted accepted }] ? capacities.Counted(accepted.Service) : null;
    }
}
