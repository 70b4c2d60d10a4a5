using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Worklist;

/// <summary>What came of handing over.</summary>
/// <param name="Failed">What could not be handed over just now, and still is theirs.</param>
public sealed record HandedOver(IReadOnlyList<Reference> Handed, IReadOnlyList<Reference> Failed);

/// <summary>Ends a shift: hands on every referral that somebody owns. Done again, it hands on what was left.</summary>
public sealed class HandOver(Lists lists, ReferralJournal journal, TimeProvider clock)
{
    private const int Together = 8;

    /// <param name="to">Who has them then; null for the team.</param>
    public async Task<HandedOver> Run(Principal who, HubPerson? to, CancellationToken cancel)
    {
        var mine = (await lists.Read(Lists.Hub, cancel)).Where(l => l.OwnedBy == who.Actor.Id).Select(l => l.Reference).ToList();
        var (handed, failed) = (new List<Reference>(), new List<Reference>());
        foreach (var some in mine.Chunk(Together))
        {
            foreach (var (reference, isHanded) in await Task.WhenAll(some.Select(async r => (r, await One(r, who, to, cancel)))))
            {
                if (isHanded is { } done)
                    (done ? handed : failed).Add(reference);
            }
        }
        return new(handed, failed);
    }

    /// <summary>True when it was handed over, false when that failed, null when it was not theirs any more.</summary>
    private async Task<bool?> One(Reference reference, Principal who, HubPerson? to, CancellationToken cancel)
    {
        try
        {
            if (await journal.Load(reference, cancel) is not { } stored)
                return null;
            var (_, decision) = await journal.Change(
                stored, r => AssignReferral.HandOver(r, who.Actor.Id, to, clock.GetUtcNow()), who.Actor, idempotencyKey: null, cancel);
            return decision.Facts.Count > 0 ? true : null;
        }
        catch (Exception e) when (e is StorageUnavailableException or ConflictException)
        {
            return false;
        }
    }
}
