using System.Collections.Concurrent;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Worklist;

/// <summary>Who works at the hub: a row for each who has used the board, written at most once in a quarter of an hour and process.</summary>
public sealed class HubPeople(ITables tables, DeploymentKey key, TimeProvider clock)
{
    public const string Table = "people";

    /// <summary>Whoever has not used the board for this long is not handed anything.</summary>
    public static readonly TimeSpan AtWorkFor = TimeSpan.FromHours(24);

    private const string Partition = "hub";
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, DateTimeOffset> noted = new();

    /// <summary>Somebody uses the board. The board is shown even where this cannot be kept just now.</summary>
    public async Task Note(Principal who, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (noted.TryGetValue(who.Actor.Id, out var last) && now - last < Often)
            return;
        try
        {
            await tables.Commit(Table, Partition, [Write.Upsert(key.Hash("hub-person", who.Actor.Id), new Dictionary<string, string>
            {
                ["id"] = who.Actor.Id, ["person"] = who.Actor.Name, ["seen"] = Times.Write(now),
            })], cancel);
            noted[who.Actor.Id] = now;
        }
        catch (StorageUnavailableException)
        {
            // The next look at the board, seconds from now, tries again.
        }
    }

    /// <summary>Who has used the board in the last 24 hours, by name; among them whoever asks.</summary>
    public async Task<IReadOnlyList<HubPerson>> AtWork(Principal who, CancellationToken cancel)
    {
        var since = clock.GetUtcNow() - AtWorkFor;
        var rows = await tables.Range(Table, Partition, cancel: cancel);
        return
        [
            .. rows.Where(r => Times.Read(r["seen"]!) >= since).Select(r => new HubPerson(r["id"]!, r["person"]!)).Append(Of(who))
                .DistinctBy(p => p.Id).OrderBy(p => p.Name, StringComparer.Ordinal),
        ];
    }

    public static HubPerson Of(Principal who) => new(who.Actor.Id, who.Actor.Name);
}
