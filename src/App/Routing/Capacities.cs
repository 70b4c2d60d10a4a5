using System.Collections.Frozen;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.App.Routing;

/// <summary>
/// The places of services that count them. One partition a service has a row for each place that is taken and none for those that
/// are free; inserting the row is taking the place, so that no two can have one. A partition of its own has one row a service, from
/// which routing learns in one read how much is free everywhere; it follows the rows and is never decided on.
/// </summary>
public sealed class Capacities(ITables tables, LocalityInForce inForce, TimeProvider clock)
{
    public const string Table = "capacity";
    public const string Summary = "summary";
    private const string Prefix = "service-";

    /// <summary>As many as there can be places in the fortnight that a service is waited for; rows of yesterday are taken away with the
    /// next change.</summary>
    private const int MostRows = 16_000;

    /// <summary>Whoever is refused here was overtaken as many times.</summary>
    private const int MostTries = 100;

    /// <summary>The service, where it counts its places.</summary>
    public Service? Counted(string service) => inForce.Now.Service(service) is { Capacity: not null } found ? found : null;

    /// <summary>Takes a place for the offer that a strand has, or makes sure of the one that it has; false when all are taken.</summary>
    public async Task<bool> Reserve(Service service, Referral referral, Strand strand, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var book = await Read(service, cancel);
            var mine = book.RowOf(referral, strand);
            var day = KeepPlaces.DayFor(service, strand, book.Now);
            if ((mine?.Slot.Number ?? book.On(day).For(referral.Reference)) is not { } number)
                return false;
            var slot = new Slot(number, day, referral.Reference, strand.Number, strand.Offers[^1].FactNumber, book.Now);
            var write = mine is null ? Write.Insert(SlotRows.Key(slot), SlotRows.Texts(slot)) : Write.Replace(SlotRows.Key(slot), SlotRows.Texts(slot), mine.ETag);
            if (await tables.Commit(Table, Partition(service), [write], cancel) == CommitResult.Committed)
                return true;
        }
        throw new ConflictException("Others are taking places of this service at the same moment. Try again.");
    }

    /// <summary>Makes the rows say what the facts of a referral do: a place for each strand that has one, and no other. For those who
    /// make sure afterwards that they had read the latest.</summary>
    public Task Reconcile(Referral referral, Service service, CancellationToken cancel) =>
        Update(service, book => [.. book.Missing(referral), .. book.Surplus(referral, DateTimeOffset.MinValue)], cancel);

    /// <summary>Gives back what a referral has no right to any more; that never becomes wrong, however long ago it was read.</summary>
    /// <param name="abandonedBefore">Before when an acceptance that has come to nothing must have begun.</param>
    public Task Release(Referral referral, Service service, DateTimeOffset abandonedBefore, CancellationToken cancel) =>
        Update(service, book => book.Surplus(referral, abandonedBefore), cancel);

    /// <summary>
    /// The number of places, as the provider says; who has one keeps it. Places are given by that number as soon as it is written;
    /// routing hears of it after that. Where it is never told, as the process died, the provider has had no answer and sets the number
    /// again; until then, or the next change, an offer too many moves on and one too few goes elsewhere.
    /// </summary>
    public async Task SetTotal(Service service, int total, Actor by, CancellationToken cancel)
    {
        await tables.Commit(Table, Partition(service), [SlotRows.About(total, clock.GetUtcNow(), by)], cancel);
        await Update(service, _ => [], cancel);
    }

    /// <summary>Tells routing anew how much is free of every service.</summary>
    public Task TellAll(CancellationToken cancel) =>
        Task.WhenAll(inForce.Now.Services.Where(s => s.Capacity is not null).Select(s => Update(s, _ => [], cancel)));

    /// <summary>Whether a row is of a service that counted its places and does not now; the number set by hand is kept for when it does.</summary>
    public bool IsLeftOver(Row row) =>
        Closures.IsRow(row) ? inForce.Now.Service(row.Key[(row.Key.IndexOf('.', StringComparison.Ordinal) + 1)..]) is null
        : row.Key != SlotRows.AboutKey && Counted(row.Partition == Summary ? row.Key : row.Partition[Prefix.Length..]) is null;

    /// <summary>How much is free of some kinds of service, and which are closed to new referrals: one read, none where nothing is wanted.</summary>
    public async Task<FreeCapacity> Free(IEnumerable<Pathway> kinds, CancellationToken cancel)
    {
        var town = inForce.Now;
        if (!kinds.Any(kind => !town.OfKind(kind).IsEmpty))
            return FreeCapacity.Untouched;
        var rows = await tables.Range(Table, Summary, cancel: cancel);
        var told = rows
            .Select(row => (Row: row, Service: town.Service(row.Key)!))
            .Where(s => s.Service?.Capacity is not null).ToList();
        return new(told.ToFrozenDictionary(s => s.Service.Id, s => SlotRows.FreeIn(s.Row, s.Service)))
        {
            OnDays = told.SelectMany(s => SlotRows.FreeOnDays(s.Row, s.Service).Select(d => (Key: (s.Service.Id, d.Day), d.Free))).ToFrozenDictionary(d => d.Key, d => d.Free),
            Closures = Closures.In(rows).ToFrozenDictionary(c => c.Key, c => c.Value.Closure),
        };
    }

    /// <summary>A service's places as they are now.</summary>
    public async Task<Book> Read(Service service, CancellationToken cancel) =>
        new(service, clock.GetUtcNow(), await tables.Range(Table, Partition(service), limit: MostRows, cancel: cancel));

    /// <summary>
    /// Changes the rows of a service, and what is told of it to routing. The row for routing is read before the places are, and
    /// written only in that version: whoever writes it last has seen every change that was made before.
    /// </summary>
    private async Task Update(Service service, Func<Book, IEnumerable<Write>> change, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var told = await tables.Get(Table, Summary, service.Id, cancel);
            var book = await Read(service, cancel);
            List<Write> writes = [.. change(book).Concat(book.StrikeThePast()).DistinctBy(w => w.Key).Take(StorageLimits.BatchOperations)];
            if (writes.Count > 0 && await tables.Commit(Table, Partition(service), writes, cancel) != CommitResult.Committed)
                continue;
            var texts = SlotRows.Summary(book.After(writes));
            if (told is not null && texts.Count == told.Texts.Count && texts.All(t => told[t.Key] == t.Value))
                return;
            var write = told is null ? Write.Insert(service.Id, texts) : Write.Replace(service.Id, texts, told.ETag!);
            if (await tables.Commit(Table, Summary, [write], cancel) == CommitResult.Committed)
                return;
        }
        throw new StorageUnavailableException("Others kept changing the places of this service at the same moment.");
    }

    private static string Partition(Service service) => Prefix + service.Id;
}
