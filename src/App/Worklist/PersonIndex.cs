using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Worklist;

/// <summary>Finds open referrals by NHS number, without storing one: rows are kept under its keyed hash.</summary>
public sealed class PersonIndex(ITables tables, DeploymentKey key)
{
    private const string Table = "lookups";
    private static readonly Dictionary<string, string> Nothing = [];

    public async Task<IReadOnlyList<Reference>> Find(NhsNumber number, CancellationToken cancel) =>
        [.. (await tables.Range(Table, Partition(number), cancel: cancel)).Select(r => Reference.Read(r.Key).Value!)];

    /// <summary>Makes a referral findable; nothing when it has no NHS number.</summary>
    public async Task Add(Referral referral, CancellationToken cancel)
    {
        if (referral.Details.Person.NhsNumber is { } number)
            await tables.Commit(Table, Partition(number), [Write.Upsert(referral.Reference.Text, Nothing)], cancel);
    }

    /// <summary>Brings the index in line after a correction or at the end; otherwise costs nothing.</summary>
    public async Task Reconcile(Stored stored, CancellationToken cancel)
    {
        var now = stored.Referral.IsOpen ? stored.Referral.Details.Person.NhsNumber : null;
        var ever = stored.Facts.Select(f => f.Fact switch
        {
            Submitted s => s.Person.NhsNumber,
            Corrected c => c.Person.NhsNumber,
            _ => null,
        }).OfType<NhsNumber>().Distinct().ToList();
        foreach (var gone in ever.Where(n => n != now))
            await tables.Commit(Table, Partition(gone), [Write.Delete(stored.Reference.Text)], cancel);
        if (now is not null && stored.Facts.Any(f => f.Fact is Corrected c && c.Fields.Contains("nhsNumber")))
            await Add(stored.Referral, cancel);
    }

    /// <summary>Brings the index in line from the facts alone.</summary>
    public async Task Rebuild(Stored stored, CancellationToken cancel)
    {
        await Reconcile(stored, cancel);
        if (stored.Referral.IsOpen)
            await Add(stored.Referral, cancel);
    }

    private string Partition(NhsNumber number) => "nhs-" + key.Hash("nhs-number", number.Text);
}
