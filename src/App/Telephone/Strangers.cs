using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>
/// Numbers that text us and are no duty phones: each is answered once a day, and all of them together only so often in a
/// minute by each instance. A row a number and day, under the keyed hash of the number.
/// </summary>
public sealed class Strangers(ITables tables, DeploymentKey key, TimeProvider clock)
{
    /// <summary>How many are answered within a minute by one instance.</summary>
    public const int MostInAMinute = 30;

    private const string Table = "strangers";
    private readonly Lock counting = new();
    private (long Minute, int Count) answered;

    /// <summary>Whether to answer one, which is noted: one round trip, and none beyond the limit.</summary>
    public async Task<bool> MayAnswer(string from, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return IsWithinLimit(now.UtcTicks / TimeSpan.TicksPerMinute)
            && await tables.Commit(Table, key.Hash("stranger", from), [Write.Insert(now.UtcDateTime.ToString("yyyy-MM-dd"), new Dictionary<string, string>())], cancel) is CommitResult.Committed;
    }

    private bool IsWithinLimit(long minute)
    {
        lock (counting)
        {
            answered = answered.Minute == minute ? (minute, answered.Count + 1) : (minute, 1);
            return answered.Count <= MostInAMinute;
        }
    }
}
