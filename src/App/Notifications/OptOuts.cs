using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Notifications;

/// <summary>The numbers that want no texts from us. A row a number, under its keyed hash.</summary>
public sealed class OptOuts(ITables tables, DeploymentKey key, TimeProvider clock)
{
    private const string Table = "optouts";
    private const string Key = "out";

    public Task Record(PhoneNumber number, bool optedOut, CancellationToken cancel) => tables.Commit(Table, Partition(number),
        [optedOut ? Write.Upsert(Key, new Dictionary<string, string> { ["at"] = Times.Write(clock.GetUtcNow()) }) : Write.Delete(Key)], cancel);

    public async Task<bool> Has(PhoneNumber number, CancellationToken cancel) => await tables.Get(Table, Partition(number), Key, cancel) is not null;

    private string Partition(PhoneNumber number) => key.Hash("opt-out", number.Text);
}
