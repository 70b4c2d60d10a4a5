using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Reporting;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Worklist;

/// <summary>
/// Brings every list in line with a referral as it is now, and notes in the audit log what was recorded of it. Whichever of two that work at once writes last makes sure that what
/// it wrote is the latest: it can strike the outbox row only in the version that it had read, and starts again otherwise.
/// </summary>
public sealed class UpdateListsStep(
    ReferralJournal journal, ITables tables, Lists lists, ClockTimetable clocks, PersonIndex index, Capacities capacities, UnmetNeeds unmetNeeds,
    MeasureRows measures, AuditLog audit, LocalityInForce locality, TimeProvider clock)
{
    public Task Run(Work work, CancellationToken cancel) => CatchUp(work.Reference, index.Reconcile, cancel);

    /// <summary>Writes everything again, whether or not it changed.</summary>
    public Task Rebuild(Reference reference, CancellationToken cancel) => CatchUp(reference, async (stored, c) =>
    {
        await index.Rebuild(stored, c);
        await clocks.WatchAgain(stored.Referral, c);
        foreach (var service in Counted(stored.Facts.Select(f => (f.Fact as Offered)?.Service)))
            await capacities.Release(stored.Referral, service, clock.GetUtcNow() - ReferralJournal.UndoneAfter, c);
    }, cancel);

    private async Task CatchUp(Reference reference, Func<Stored, CancellationToken, Task> indexing, CancellationToken cancel)
    {
        while (await journal.Load(reference, cancel) is { } stored)
        {
            var (keep, outdated) = await clocks.Set(stored, cancel);
            await Write(stored, indexing, cancel);
            if (!await IsLatest(stored, keep, cancel))
                continue;
            if (outdated is not null)
                await clocks.Entries.Remove([outdated], cancel);
            return;
        }
    }

    /// <summary>Whether nothing was recorded while the lists were written; then the work is struck off.</summary>
    private async Task<bool> IsLatest(Stored stored, IReadOnlyList<Write> keep, CancellationToken cancel) =>
        stored.Owed.FirstOrDefault(r => r.Key == Outbox.ListsKey) is { } owed
            ? await journal.Strike(stored.Reference, Outbox.ListsKey, cancel, owed.ETag, keep) is CommitResult.Committed
            : (keep.Count == 0 || await journal.Keep(stored.Reference, keep, cancel) is CommitResult.Committed or CommitResult.Missing)
                && await journal.HeadETag(stored.Reference, cancel) == stored.HeadETag;

    /// <summary>Writes all that the lists and the clocks say of a referral.</summary>
    private async Task Write(Stored stored, Func<Stored, CancellationToken, Task> indexing, CancellationToken cancel)
    {
        var writes = Lists.Places(stored.Referral, locality.Now).Select(place => tables.Commit(
            Lists.Table, place.List, [lists.WriteOf(place, stored.Referral)], cancel)).ToList<Task>();
        writes.AddRange(Counted(stored.Facts.Select(f => (f.Fact as Accepted)?.Service)).Select(s => capacities.Reconcile(stored.Referral, s, cancel)));
        writes.Add(unmetNeeds.Write(stored, cancel));
        writes.Add(measures.Write(stored, cancel));
        writes.Add(indexing(stored, cancel));
        if (stored.Head[FactChain.Text] is { } link)
            writes.Add(audit.Anchor(stored.Reference, stored.Referral.Version, link, cancel));
        await Task.WhenAll(writes);
    }

    /// <summary>Those of some services that count their places, once each.</summary>
    private IEnumerable<Service> Counted(IEnumerable<string?> services) => services.OfType<string>().Distinct().Select(capacities.Counted).OfType<Service>();
}
