using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>
/// The wrong PINs that came from a telephone, whatever the staff number: after five within an hour of the clock, no more are tried from there,
/// so that one telephone cannot go through the staff numbers and lock them all. The right PIN takes back the wrong ones of that staff number
/// only. Withheld numbers count as one telephone. A row a try, by day, under the keyed hash of the number.
/// </summary>
public sealed class WrongTries(ITables tables, DeploymentKey key, TimeProvider clock)
{
    public const int MostInAnHour = 5;
    public const string Table = "tries";

    /// <summary>What came from a telephone in this hour: one round trip.</summary>
    public async Task<TriesInAnHour> Of(PhoneNumber? from, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (day, hour) = (ForgetDays.Partition(now), $"{key.Hash("tries", from?.Text ?? "withheld")}-{now.UtcDateTime:HH}");
        return new(tables, day, hour, await tables.Range(Table, day, $"{hour}-", $"{hour}.", cancel: cancel));
    }
}

/// <summary>The wrong PINs of one telephone in this hour.</summary>
public sealed class TriesInAnHour(ITables tables, string day, string hour, IReadOnlyList<Row> wrong)
{
    private const string Of = "of";

    public bool AreTooMany => wrong.Count >= WrongTries.MostInAnHour;

    /// <param name="request">What was tried, which is counted once however often it comes.</param>
    public Task AddWrong(string staffNumber, string request, CancellationToken cancel) =>
        tables.Commit(WrongTries.Table, day, [Write.Upsert($"{hour}-{request}", new Dictionary<string, string>(1) { [Of] = staffNumber })], cancel);

    /// <summary>Whoever has the staff number rings from there, and had keyed it wrong.</summary>
    public Task Forget(string staffNumber, CancellationToken cancel) =>
        wrong.Where(r => r[Of] == staffNumber).Select(r => Write.Delete(r.Key)).ToList() is { Count: > 0 } theirs
            ? tables.Commit(WrongTries.Table, day, theirs, cancel) : Task.CompletedTask;
}
