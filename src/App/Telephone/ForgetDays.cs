using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>
/// Forgets what only a day or two need. Each of some tables has a partition a day; today's and yesterday's are kept, and a row says up to
/// which day the others are gone, so that none is looked at twice and none is missed after an outage.
/// </summary>
public sealed class ForgetDays(ITables tables, RememberedCallers remembered, TimeProvider clock)
{
    private const string Table = "forgotten";
    private const string Key = "days";
    private const string Until = "until";
    private static readonly string[] Daily = [HeardTexts.Table, Strangers.Table, WrongTries.Table, StaffNumbers.Nobodys, KeptReplies.Table];
    private DateOnly? forgotten;

    /// <summary>The partition of a moment's day, in UTC.</summary>
    public static string Partition(DateTimeOffset at) => Partition(DateOnly.FromDateTime(at.UtcDateTime));

    /// <summary>Where no day has passed since it was last done, it asks for nothing.</summary>
    public async Task Run(CancellationToken cancel)
    {
        var before = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        if (forgotten == before)
            return;
        var done = await tables.Get(Table, Key, Key, cancel);
        for (var day = done is null ? before.AddDays(-1) : DateOnly.ParseExact(done[Until]!, "yyyy-MM-dd"); day < before; day = day.AddDays(1))
        {
            foreach (var table in Daily)
                await Forget(table, Partition(day), cancel);
        }
        await remembered.ForgetThePast(cancel);
        await tables.Commit(Table, Key, [Write.Upsert(Key, new Dictionary<string, string>(1) { [Until] = Partition(before) })], cancel);
        forgotten = before;
    }

    private async Task Forget(string table, string partition, CancellationToken cancel)
    {
        while (await tables.Range(table, partition, limit: StorageLimits.BatchOperations, cancel: cancel) is { Count: > 0 } rows)
            await tables.Commit(table, partition, [.. rows.Select(r => Write.Delete(r.Key))], cancel);
    }

    private static string Partition(DateOnly day) => day.ToString("yyyy-MM-dd");
}
