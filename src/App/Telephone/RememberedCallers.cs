using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>Telephones from which a PIN was given, believed without it for the rest of a shift where the locality allows it. A row a
/// telephone, under the keyed hash of its number.</summary>
public sealed class RememberedCallers(ITables tables, DeploymentKey key, LocalityInForce locality, TimeProvider clock)
{
    private const string Table = "callers";
    private const string Key = "caller";

    /// <summary>Remembers a mobile, which one person has; from a desk or through a switchboard anybody rings.</summary>
    /// <param name="set">When the PIN was set that was given: setting another ends it.</param>
    public async Task Remember(PhoneNumber from, string staffNumber, string set, CancellationToken cancel)
    {
        if (from.IsMobile && locality.Now.CallersRememberedFor is { } time)
            await tables.Commit(Table, Partition(from), [Write.Upsert(Key, new Dictionary<string, string> { ["staff"] = staffNumber, ["set"] = set, ["until"] = Times.Write(clock.GetUtcNow() + time) })], cancel);
    }

    /// <summary>The staff number, and when its PIN had been set; null where nobody is remembered, or no longer.</summary>
    public async Task<(string StaffNumber, string Set)?> Of(PhoneNumber from, CancellationToken cancel) =>
        locality.Now.CallersRememberedFor is not null && await tables.Get(Table, Partition(from), Key, cancel) is { } row && Times.Read(row["until"]!) > clock.GetUtcNow()
            ? (row["staff"]!, row["set"] ?? "") : null;

    public Task Forget(PhoneNumber from, CancellationToken cancel) => tables.Commit(Table, Partition(from), [Write.Delete(Key)], cancel);

    private string Partition(PhoneNumber from) => key.Hash("caller", from.Text);
}
