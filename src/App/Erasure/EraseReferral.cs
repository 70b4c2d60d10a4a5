using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Erasure;

/// <summary>
/// Erases who a referral was about: the key goes in the same transaction as the fact that says so, and with it every name and word in the
/// facts. Done again, it finishes what a crash has left.
/// </summary>
public sealed class EraseReferral(ReferralJournal journal, PersonIndex index, ErasureList list, TimeProvider clock)
{
    /// <summary>Leaves room in a transaction for what goes with it.</summary>
    private const int MostTexts = 80;

    /// <returns>Why it cannot be erased; null where it is, or there is no such referral.</returns>
    public async Task<Refusal?> Run(Reference reference, ErasedBecause because, CancellationToken cancel) =>
        await journal.Load(reference, cancel) is { } stored ? await Run(stored, r => ErasePerson.Decide(r, because, clock.GetUtcNow()), cancel) : null;

    /// <summary>Erases one that a backup has brought back.</summary>
    public Task<Refusal?> Again(Stored stored, CancellationToken cancel) => Run(stored, r => ErasePerson.DecideAgain(r, clock.GetUtcNow()), cancel);

    private async Task<Refusal?> Run(Stored stored, Func<Referral, Decision> decide, CancellationToken cancel)
    {
        if (decide(stored.Referral).Refused is { } refused)
            return refused;
        var reference = stored.Reference;
        await list.Add(reference, cancel);
        foreach (var texts in stored.Texts.SkipLast(MostTexts).Chunk(StorageLimits.BatchOperations))
            await journal.Keep(reference, [.. texts.Select(t => Write.Delete(t.Key))], cancel);
        var last = stored.Texts.TakeLast(MostTexts).Select(t => Write.Delete(t.Key));
        var (_, decision) = await journal.Change(
            stored, decide, Actor.System, null, cancel,
            besides: now => now.Key is null ? last : last.Prepend(Write.Delete(ReferralKey.Row)));
        await index.Forget(stored, cancel);
        return decision.Refused;
    }
}
