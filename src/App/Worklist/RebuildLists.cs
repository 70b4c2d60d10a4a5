using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Reporting;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Worklist;

#pragma warning disable RS0030 // A maintenance command may read a whole table.

/// <summary>Makes the lists, the measures and the places of services anew from the facts: what no fact supports is taken off, everything else is
/// written again.</summary>
public sealed class RebuildLists(ITables tables, ReferralJournal journal, UpdateListsStep lists, Capacities capacities, MeasureRows measures, LocalityInForce locality)
{
    /// <summary>How many referrals were read and how many lines were taken off.</summary>
    public async Task<(int Referrals, int Removed)> Run(CancellationToken cancel)
    {
        var removed = 0;
        await foreach (var line in tables.Everything(Lists.Table, cancel))
        {
            var reference = Reference.Read(line.Key.Split('-')[0]).Value;
            var stored = reference is null ? null : await journal.Load(reference, cancel);
            var belongs = stored is not null
                && (Lists.Places(stored.Referral, locality.Now).Any(p => p.List == line.Partition && p.Key == line.Key && p.Line is not null)
                    || (line.Partition == Audit.GlassList.Partition && Audit.GlassList.Rows(stored.Referral).Any(r => r.Kind is not WriteKind.Delete && r.Key == line.Key))
                    || UnmetNeeds.Rows(stored).Any(r => r.Partition == line.Partition && r.Write.Key == line.Key));
            if (belongs)
                continue;
            await tables.Commit(Lists.Table, line.Partition, [Write.Delete(line.Key, line.ETag)], cancel);
            removed++;
        }
        await foreach (var row in tables.Everything(Capacities.Table, cancel))
        {
            if (capacities.IsLeftOver(row))
                await tables.Commit(Capacities.Table, row.Partition, [Write.Delete(row.Key, row.ETag)], cancel);
        }
        removed += await RemoveMeasures(cancel);
        var referrals = 0;
        await foreach (var stored in journal.Everything(cancel))
        {
            referrals++;
            await lists.Rebuild(stored.Reference, cancel);
        }
        await capacities.TellAll(cancel);
        return (referrals, removed);
    }

    private async Task<int> RemoveMeasures(CancellationToken cancel)
    {
        var removed = 0;
        await foreach (var row in tables.Everything(MeasureRows.Table, cancel))
        {
            var stored = Reference.Read(row.Key).Value is { } reference ? await journal.Load(reference, cancel) : null;
            if (stored is not null && measures.RowOf(stored) is { Write.Kind: not WriteKind.Delete } belongs && belongs.Partition == row.Partition)
                continue;
            await tables.Commit(MeasureRows.Table, row.Partition, [Write.Delete(row.Key, row.ETag)], cancel);
            removed++;
        }
        return removed;
    }
}
