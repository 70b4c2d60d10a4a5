using System.Collections.Concurrent;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Identity;

/// <summary>What became of somebody's wish to be let in.</summary>
public enum Wish { Noted, TurnedDown, TooManyWait }

/// <summary>Whoever has signed in and is not on the list: noted once, until the administrator lets them in or turns them down.</summary>
public sealed class Waiting(ITables tables, TimeProvider clock)
{
    /// <summary>Whoever comes when so many wait is not noted: no organisation that signs people in can fill the store.</summary>
    public const int Most = 200;

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (Wish Wish, DateTimeOffset At)> asked = new();

    /// <summary>Notes that somebody wishes to be let in, the first time; asked again within a minute, in no round trip.</summary>
    public async Task<Wish> Note(SignedIn who, CancellationToken cancel)
    {
        if (asked.TryGetValue(who.Id, out var seen) && clock.GetUtcNow() - seen.At < Remembered)
            return seen.Wish;
        var wish = await Find(who.Id, cancel) is { } found ? found.IsTurnedDown ? Wish.TurnedDown : Wish.Noted : await NoteNew(who, cancel);
        if (asked.Count > 10 * Most)
            asked.Clear();
        asked[who.Id] = (wish, clock.GetUtcNow());
        return wish;
    }

    public async Task<WaitingPerson?> Find(string id, CancellationToken cancel) =>
        StorageLimits.IsKey(PeopleRows.Waiting + id) && await tables.Get(PeopleRows.Table, PeopleRows.Partition, PeopleRows.Waiting + id, cancel) is { } row
            ? PeopleRows.WaitingPerson(row) : null;

    /// <summary>Who waits and who was turned down, whoever has waited longest first.</summary>
    public async Task<IReadOnlyList<WaitingPerson>> All(CancellationToken cancel) =>
        [.. (await tables.Range(PeopleRows.Table, PeopleRows.Partition, PeopleRows.Waiting, PeopleRows.After(PeopleRows.Waiting), cancel: cancel)).Select(PeopleRows.WaitingPerson).OrderBy(w => w.At)];

    /// <summary>Does not let somebody in; false where somebody else has decided meanwhile.</summary>
    public async Task<bool> TurnDown(WaitingPerson who, Principal by, CancellationToken cancel)
    {
        if (await tables.Get(PeopleRows.Table, PeopleRows.Partition, PeopleRows.Waiting + who.Id, cancel) is not { } row)
            return false;
        var texts = new Dictionary<string, string>(row.Texts) { ["turned"] = Times.Write(clock.GetUtcNow()) };
        var written = await tables.Commit(
            PeopleRows.Table, PeopleRows.Partition,
            [Write.Replace(row.Key, texts, who.ETag), PeopleRows.Change(who.Id, PersonAct.TurnedDown, null, null, by, clock.GetUtcNow())], cancel);
        asked.TryRemove(who.Id, out _);
        return written is CommitResult.Committed;
    }

    private async Task<Wish> NoteNew(SignedIn who, CancellationToken cancel)
    {
        if ((await All(cancel)).Count(w => !w.IsTurnedDown) >= Most)
            return Wish.TooManyWait;
        await tables.Commit(PeopleRows.Table, PeopleRows.Partition, [Write.Insert(PeopleRows.Waiting + who.Id, PeopleRows.Texts(who, clock.GetUtcNow()))], cancel);
        return Wish.Noted;
    }
}
