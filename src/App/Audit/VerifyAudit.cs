using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

#pragma warning disable RS0030 // A maintenance command may read a whole table.

namespace SinglePointOfReferral.App.Audit;

/// <summary>What was found, in plain words, and the head of the chain; null where nothing is sealed.</summary>
public sealed record Verified(IReadOnlyList<string> Found, string? Head, int Entries);

/// <summary>
/// Compares the log with its seals, the seals with each other and with a head that was noted outside the store, the notes of referrals
/// with their facts, and the index with the log.
/// </summary>
public sealed class VerifyAudit(ITables tables, DeploymentKey key, TimeProvider clock)
{
    private readonly FactChain chain = new(key);
    private readonly Dictionary<Reference, List<(int Version, string Link)>> anchors = [];
    private readonly Seals seals = new(key);
    private readonly List<string> found = [];

    private readonly Dictionary<(string Day, string Key), Vouched> vouched = [];

    /// <param name="noted">A head from outside the store, like 12:mac; null for none.</param>
    public async Task<Verified> Run(string? noted, CancellationToken cancel)
    {
        var head = await WalkSeals(AuditHeads.Read(noted), cancel);
        if (noted is not null && AuditHeads.Read(noted) is null)
            found.Add($"'{noted}' is not a head. A head is a number, a colon and letters, as this command prints it.");
        var entries = await WalkLog(cancel);
        foreach (var ((day, entry), _) in vouched.Where(v => !v.Value.IsLogged).OrderBy(v => v.Key))
            found.Add($"Entry {entry} of {day} was deleted: a seal vouches for it and the log has it no more.");
        foreach (var (reference, links) in anchors)
            await WalkFacts(reference, links, cancel);
        await WalkIndex(cancel);
        foreach (var ((day, entry), _) in vouched.Where(v => v.Value.Places > 0).OrderBy(v => v.Key))
            found.Add($"The index lacks entry {entry} of {day}, which the log has.");
        return new(found, head, entries);
    }

    /// <summary>From the last link to the first, as they stand.</summary>
    private async Task<string?> WalkSeals((long Number, string Mac)? noted, CancellationToken cancel)
    {
        Seal? later = null;
        string? head = null;
        var sawNoted = noted is null;
        await foreach (var row in tables.Everything(Seals.Table, cancel))
        {
            if (Seals.Read(row) is not { } seal)
            {
                found.Add($"Seal row {row.Key} cannot be read: it was changed.");
                continue;
            }
            head ??= seal.Head;
            CheckLink(row, seal, later);
            if (noted is { } known && seal.Number == known.Number)
            {
                sawNoted = true;
                if (seal.Mac != known.Mac)
                    found.Add($"Seal {seal.Number} is not the one that was noted: the chain was made anew.");
            }
            foreach (var (entry, digest) in seal.Sealed)
                vouched[(seal.Day, entry)] = new(digest);
            later = seal;
        }
        if (later is not null && later.Number != 1)
            found.Add($"Seals 1 to {later.Number - 1} are missing.");
        else if (later is not null && later.Previous != Seals.None)
            found.Add("Seal 1 is not the first of its chain.");
        if (!sawNoted)
            found.Add($"The chain ends before seal {noted!.Value.Number}, which was noted: its tail is missing.");
        return head;
    }

    private void CheckLink(Row row, Seal seal, Seal? later)
    {
        if (row.Key != Seals.KeyOf(seal.Number) || row.Partition != Seals.Partition)
            found.Add($"Seal {seal.Number} stands in the place of another: seals were reordered.");
        if (!seals.IsGenuine(seal))
            found.Add($"Seal {seal.Number} was changed, or made with another key.");
        if (later is null)
            return;
        if (later.Number != seal.Number + 1)
            found.Add(later.Number == seal.Number + 2 ? $"Seal {seal.Number + 1} is missing." : $"Seals {seal.Number + 1} to {later.Number - 1} are missing or out of order.");
        else if (later.Previous != seal.Mac)
            found.Add($"Seal {later.Number} does not follow seal {seal.Number}: one of them was put in the place of another.");
    }

    private async Task<int> WalkLog(CancellationToken cancel)
    {
        var (count, sealedBy) = (0, Times.Write(clock.GetUtcNow() - SealAudit.Overlap));
        await foreach (var row in tables.Everything(AuditLog.Table, cancel))
        {
            count++;
            var entry = AuditEntry.Read(row);
            if (!vouched.TryGetValue((row.Partition, row.Key), out var known))
            {
                if (!AuditEntry.IsWellPlaced(row) || string.CompareOrdinal(row.Key, sealedBy) < 0)
                    found.Add($"Entry {row.Key} of {row.Partition} is not sealed: it was added afterwards, or sealing has stopped.");
            }
            else
            {
                if (known.Digest != entry.Digest())
                    found.Add($"Entry {row.Key} of {row.Partition} was changed.");
                (known.IsLogged, known.Places) = (true, AuditIndex.PlacesOf(entry).Count());
            }
            if (entry is { Act: Act.Recorded, Why: { } link } && Reference.Read(entry.About ?? "").Value is { } reference && int.TryParse(entry.What, out var version))
                (anchors.TryGetValue(reference, out var before) ? before : anchors[reference] = []).Add((version, link));
        }
        return count;
    }

    /// <summary>The facts of a referral are those that were recorded, and none that was noted is gone.</summary>
    private async Task WalkFacts(Reference reference, IReadOnlyList<(int Version, string Link)> anchored, CancellationToken cancel)
    {
        var rows = await tables.Range(ReferralJournal.Table, reference.Text, limit: ReferralJournal.MostRows, cancel: cancel);
        var links = rows.Where(r => r.Key.StartsWith(FactRows.Prefix, StringComparison.Ordinal)).ToDictionary(r => r.Key, r => r[FactChain.Text]);
        found.AddRange(chain.Mistakes(reference, rows));
        foreach (var (version, link) in anchored.Distinct())
        {
            if (!links.TryGetValue(FactRows.Key(version), out var now))
                found.Add($"Referral {reference.Spaced} has fewer facts than the {version} that were noted.");
            else if (now != link)
                found.Add($"The first {version} facts of referral {reference.Spaced} are not those that were noted: one was changed or removed.");
        }
    }

    /// <summary>The index is what people are shown, so that it may tell nothing else than the log, and nothing less.</summary>
    private async Task WalkIndex(CancellationToken cancel)
    {
        var sealedBy = Times.Write(clock.GetUtcNow() - SealAudit.Overlap);
        await foreach (var row in tables.Everything(AuditIndex.Table, cancel))
        {
            var entry = AuditEntry.IndexedAs(row);
            if (entry is not null && vouched.TryGetValue((entry.Day, entry.Key), out var known) && known.Digest == entry.Digest()
                && AuditIndex.PlacesOf(entry).Contains(row.Partition))
                known.Places--;
            else if (entry is null || vouched.ContainsKey((entry.Day, entry.Key)) || string.CompareOrdinal(row.Key, sealedBy) < 0)
                found.Add($"The index tells {row.Key} under {row.Partition} otherwise than the log does.");
        }
    }

    /// <summary>An entry that a seal vouches for.</summary>
    private sealed class Vouched(string digest)
    {
        public string Digest => digest;

        public bool IsLogged { get; set; }

        /// <summary>In how many places of the index it is still to be found.</summary>
        public int Places { get; set; }
    }
}
