using System.Collections.Concurrent;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Identity;

/// <summary>What became of a change to the list.</summary>
public enum Saved
{
    Done,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Overtaken,

    /// <summary>Nobody would be left who could change it.</summary>
    LastAdministrator,
}

/// <summary>
/// The directory of people: who may use the service, for which organisation and in which roles. A request goes by what was read at most
/// a minute ago, so whoever has left is refused within a minute everywhere, and at once by the process in which that was said.
/// The demonstration's people are on it until a row in the store says otherwise.
/// </summary>
public sealed class People(ITables tables, TimeProvider clock, IReadOnlyList<DemonstrationPerson> demonstration)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (StaffPerson? Person, DateTimeOffset At)> known = new();

    /// <summary>Counts what this process changed: what was read before a change is not remembered after it.</summary>
    private int changes;

    /// <summary>As they stood at most a minute ago, in no round trip if that is known; null for whoever never was on the list.</summary>
    public async Task<StaffPerson?> Find(string id, CancellationToken cancel) =>
        known.TryGetValue(id, out var seen) && clock.GetUtcNow() - seen.At < Remembered ? seen.Person : await Read(id, cancel);

    /// <summary>As they stand now: one round trip.</summary>
    public async Task<StaffPerson?> Read(string id, CancellationToken cancel)
    {
        if (!StorageLimits.IsKey(PeopleRows.People + id))
            return null;
        var (before, now) = (Volatile.Read(ref changes), clock.GetUtcNow());
        var person = await tables.Get(PeopleRows.Table, PeopleRows.Partition, PeopleRows.People + id, cancel) is { } row ? PeopleRows.Person(row) : FromFile(id);
        if (known.Count > MostRemembered)
            known.Clear();
        if (before == Volatile.Read(ref changes))
            known[id] = (person, now);
        return person;
    }

    /// <summary>Everybody who is or was on the list, by name. One round trip for each thousand.</summary>
    public async Task<IReadOnlyList<StaffPerson>> All(CancellationToken cancel)
    {
        var stored = (await tables.Range(PeopleRows.Table, PeopleRows.Partition, PeopleRows.People, PeopleRows.After(PeopleRows.People), int.MaxValue, cancel)).Select(PeopleRows.Person).ToList();
        return [.. stored.Concat(demonstration.Select(Of).ExceptBy(stored.Select(p => p.Id), p => p.Id)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>What was changed of somebody, the latest first.</summary>
    public async Task<IReadOnlyList<PersonChange>> History(string id, CancellationToken cancel) =>
        [.. (await tables.Range(PeopleRows.Table, PeopleRows.Partition, PeopleRows.ChangesOf(id), PeopleRows.After(PeopleRows.ChangesOf(id)), cancel: cancel)).Select(r => PeopleRows.Change(r, id)).Reverse()];

    public async Task<bool> HasAdministrator(CancellationToken cancel) => AdministratorsIn(await AdministratorsRow(cancel)).Count > 0;

    /// <summary>Changes the list, and tells of it in the same batch.</summary>
    /// <param name="was">As they were read; null for whoever was not on it.</param>
    /// <param name="waited">That they wait, which ends with it.</param>
    public async Task<Saved> Save(StaffPerson? was, StaffPerson now, PersonAct act, Principal by, WaitingPerson? waited, CancellationToken cancel)
    {
        var row = await AdministratorsRow(cancel);
        var (before, after) = (AdministratorsIn(row), AdministratorsIn(row));
        if (now.Left is null && now.Roles.Contains(Role.Administrator))
            after.Add(now.Id);
        else
            after.Remove(now.Id);
        if (before.Count > 0 && after.Count == 0)
            return Saved.LastAdministrator;
        var texts = PeopleRows.Texts(now);
        List<Write> writes =
        [
            was?.ETag is { } etag ? Write.Replace(PeopleRows.People + now.Id, texts, etag) : Write.Insert(PeopleRows.People + now.Id, texts),
            PeopleRows.Change(now.Id, act, was, now, by, clock.GetUtcNow()),
        ];
        if (waited is not null)
            writes.Add(Write.Delete(PeopleRows.Waiting + now.Id, waited.ETag));
        if (!before.SetEquals(after))
        {
            var ids = new Dictionary<string, string> { ["ids"] = string.Join(' ', after.Order(StringComparer.Ordinal)) };
            writes.Add(row is null ? Write.Insert(PeopleRows.Administrators, ids) : Write.Replace(PeopleRows.Administrators, ids, row.ETag!));
        }
        var written = await tables.Commit(PeopleRows.Table, PeopleRows.Partition, writes, cancel);
        Interlocked.Increment(ref changes);
        known.TryRemove(now.Id, out _);
        return written is CommitResult.Committed ? Saved.Done : Saved.Overtaken;
    }

    private Task<Row?> AdministratorsRow(CancellationToken cancel) => tables.Get(PeopleRows.Table, PeopleRows.Partition, PeopleRows.Administrators, cancel);

    private HashSet<string> AdministratorsIn(Row? row) => row is null
        ? [.. demonstration.Where(p => p.Roles.Contains(Role.Administrator)).Select(p => p.Id)]
        : [.. row["ids"]!.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private StaffPerson? FromFile(string id) => demonstration.FirstOrDefault(p => p.Id == id) is { } person ? Of(person) : null;

    private static StaffPerson Of(DemonstrationPerson person) =>
        new(person.Id, PersonKind.Person, person.Name, null, person.Organisation, person.Roles.ToHashSet(), null, null);
}
