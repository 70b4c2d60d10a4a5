using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>
/// Numbers that text us and are no duty phones: each is answered once a day, and all of them together only so often in a
/// minute by each instance. A row a number, by day, under the keyed hash of the number.
/// </summary>
public sealed class Strangers(ITables tables, DeploymentKey key, TimeProvider clock)
{
    /// <summary>How many are answered within a minute by one instance.</summary>
    public const int MostInAMinute = 30;

    public const string Table = "strangers";

    private readonly Lock counting = new();
    private (long Minute, int Count) answered;
    private (long Minute, int Count) noted;

    /// <summary>Whether to answer one, which is noted: one round trip, and none beyond the limit.</summary>
    public async Task<bool> MayAnswer(string from, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return IsWithinLimit(ref answered)
            && await tables.Commit(Table, ForgetDays.Partition(now), [Write.Insert(key.Hash("stranger", from), new Dictionary<string, string>())], cancel) is CommitResult.Committed;
    }

    /// <summary>Whether to note that one wants texts or none. Beyond the limit the network alone knows: it sends none to whoever wants none, and
    /// says so when it is asked to.</summary>
    public bool MayNote() => IsWithinLimit(ref noted);

    private bool IsWithinLimit(ref (long Minute, int Count) counted)
    {
        var minute = clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
        lock (counting)
        {
            counted = counted.Minute == minute ? (minute, counted.Count + 1) : (minute, 1);
            return counted.Count <= MostInAMinute;
        }
    }
}
