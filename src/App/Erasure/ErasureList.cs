using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Erasure;

/// <summary>
/// The referrals whose person was erased: a row each, kept apart from all that is backed up and never taken off. Whatever is restored
/// is erased again by it before anybody is served.
/// </summary>
/// <param name="apart">Tables that no backup holds.</param>
public sealed class ErasureList(ITables apart, TimeProvider clock)
{
    public const string Table = "erasures";
    private const string Partition = "erased";
    private const string NotYet = "unfinished-restore";

    /// <summary>Noted before anything is erased. One that is there already stays as it is.</summary>
    public Task Add(Reference reference, CancellationToken cancel) =>
        apart.Commit(Table, Partition, [Write.Insert(reference.Text, new Dictionary<string, string>(1) { ["at"] = Times.Write(clock.GetUtcNow()) })], cancel);

    public async Task<IReadOnlyList<Reference>> All(CancellationToken cancel) =>
        [.. (await apart.Range(Table, Partition, limit: int.MaxValue, cancel: cancel)).Select(r => Reference.Read(r.Key).Value!)];

    /// <summary>Notes that a backup is being restored, or that all of it is there and erased again.</summary>
    public Task Restoring(bool isUnfinished, CancellationToken cancel) => apart.Commit(
        Table, NotYet, [isUnfinished ? Write.Upsert(NotYet, new Dictionary<string, string>()) : Write.Delete(NotYet)], cancel);

    /// <summary>Whether a restore was begun and not finished, so that nothing may be served.</summary>
    public async Task<bool> IsRestoring(CancellationToken cancel) => await apart.Get(Table, NotYet, NotYet, cancel) is not null;
}
