using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Notifications;

/// <summary>The telephones that have asked for no texts. A row each, under a keyed hash of the number.</summary>
public sealed class OptOuts(ITables tables, DeploymentKey key)
{
    private const string Table = "optouts";
    private const string Key = "stop";

    /// <summary>It sent STOP, or START.</summary>
    public Task Record(PhoneNumber number, bool optedOut, CancellationToken cancel = default) =>
        tables.Commit(Table, Partition(number), [optedOut ? Write.Upsert(Key, new Dictionary<string, string>()) : Write.Delete(Key)], cancel);

    public async Task<bool> Has(PhoneNumber number, CancellationToken cancel = default) => await tables.Get(Table, Partition(number), Key, cancel) is not null;

    /// <summary>Those of some telephones that want no texts: a round trip for each, all at once.</summary>
    public async Task<IReadOnlySet<PhoneNumber>> Among(IEnumerable<PhoneNumber> numbers, CancellationToken cancel)
    {
        var asked = await Task.WhenAll(numbers.Distinct().Select(async n => (Number: n, HasOptedOut: await Has(n, cancel))));
        return asked.Where(a => a.HasOptedOut).Select(a => a.Number).ToHashSet();
    }

    private string Partition(PhoneNumber number) => key.Hash("opt-out", number.Text);
}
