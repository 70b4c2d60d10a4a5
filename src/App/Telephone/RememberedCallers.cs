using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>Telephones from which a PIN was given, believed without it for the rest of a shift where the locality allows it. A row a
/// telephone, under the keyed hash of its number, in one partition: there are never more than ring within a shift or two.</summary>
public sealed class RememberedCallers(ITables tables, DeploymentKey key, LocalityInForce locality, TimeProvider clock)
{
    private const string Table = "callers";
    private const string Partition = "remembered";

    /// <summary>Remembers a mobile, which one person has; from a desk or through a switchboard anybody rings.</summary>
    /// <param name="set">When the PIN was set that was given: setting another ends it.</param>
    public async Task Remember(PhoneNumber from, string staffNumber, string set, CancellationToken cancel)
    {
        if (from.IsMobile && locality.Now.CallersRememberedFor is { } time)
            await tables.Commit(Table, Partition, [Write.Upsert(Key(from), new Dictionary<string, string> { ["staff"] = staffNumber, ["set"] = set, ["until"] = Times.Write(clock.GetUtcNow() + time) })], cancel);
    }

    /// <summary>The staff number, and when its PIN had been set; null where nobody is remembered, or no longer.</summary>
    public async Task<(string StaffNumber, string Set)?> Of(PhoneNumber from, CancellationToken cancel) =>
        locality.Now.CallersRememberedFor is not null && await tables.Get(Table, Partition, Key(from), cancel) is { } row && Times.Read(row["until"]!) > clock.GetUtcNow()
            ? (row["staff"]!, row["set"] ?? "") : null;

    public Task Forget(PhoneNumber from, CancellationToken cancel) => tables.Commit(Table, Partition, [Write.Delete(Key(from))], cancel);

    /// <summary>Forgets those whose time is over. One who is remembered anew meanwhile stays.</summary>
    public async Task ForgetThePast(CancellationToken cancel)
    {
        foreach (var row in (await tables.Range(Table, Partition, limit: int.MaxValue, cancel: cancel)).Where(r => Times.Read(r["until"]!) <= clock.GetUtcNow()))
            await tables.Commit(Table, Partition, [Write.Delete(row.Key, row.ETag)], cancel);
    }

    private string Key(PhoneNumber from) => key.Hash("caller", from.Text);
}
