using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>How the hub was rung.</summary>
public enum HubRang
{
    /// <summary>It is not told yet whether somebody answered.</summary>
    Ringing,

    /// <summary>Somebody spoke with the caller.</summary>
    Answered,

    /// <summary>Nobody answered: the caller waits to be rung back.</summary>
    Missed,
}

/// <summary>A call that was put through to the hub, with what was keyed before.</summary>
/// <param name="Id">What is being referred, or else the call. Opaque; it may stand in an address.</param>
/// <param name="At">When it was put through; the first time, where there were more.</param>
/// <param name="CallerName">Null where nobody has signed in on it.</param>
/// <param name="Keyed">As far as it came; null where no referral was begun.</param>
/// <param name="Reference">The referral that it was about; null for none.</param>
/// <param name="Times">How often somebody who has not signed in was put through from that number.</param>
public sealed record HubCall(
    string Id, DateTimeOffset At, string? CallerName, OdsCode? Organisation, PhoneNumber? From, ReferralForm? Keyed, Reference? Reference, int Times = 1)
{
    public HubRang Rang { get; init; }

    /// <summary>Whoever has signed in may refer; so may, for all that is known, somebody who has not.</summary>
    public bool MayRefer { get; init; } = true;

    /// <summary>There is a referral to be made of it, and none has been made.</summary>
    [JsonIgnore]
    public bool CanBeTakenDown => Reference is null && MayRefer;

    /// <summary>Nothing but that somebody rang.</summary>
    [JsonIgnore]
    public bool IsEmpty => Keyed is null && Reference is null;

    public bool IsLateAt(DateTimeOffset now) => Rang is not HubRang.Answered && now - At > HubCalls.LateAfter;
}

/// <summary>
/// The calls that wait on the call handlers' board: one partition with what was put through and nobody has dealt with. What was keyed stays
/// until somebody takes it off. Whoever has not signed in has one row a number, however often they ring.
/// </summary>
public sealed class HubCalls(ITables tables, AuditLog audit, DeploymentKey key, TimeProvider clock)
{
    /// <summary>How long a call with nothing keyed stays on the board when nobody takes it off.</summary>
    public static readonly TimeSpan StaysFor = TimeSpan.FromHours(2);

    /// <summary>The same where nobody answered it.</summary>
    public static readonly TimeSpan MissedStaysFor = TimeSpan.FromHours(24);

    /// <summary>How long a call may wait for somebody to deal with it.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(15);

    /// <summary>How many the board shows, if not more have signed in.</summary>
    public const int MostShown = 20;

    private const string Table = "calls";
    private const string Board = "hub";
    private const string OfStranger = "stranger-";

    /// <param name="insteadOf">What the same call stood there for before; null for nothing.</param>
    public async Task Put(HubCall call, CancellationToken cancel, string? insteadOf = null)
    {
        var row = call is { CallerName: null, IsEmpty: true } ? await Counted(call, cancel)
            : call.Id == insteadOf && await Find(call.Id, cancel) is { } before ? call with { At = before.At } : call;
        await tables.Commit(Table, Board, [Write.Upsert(row.Id, Texts(row, call.At))], cancel);
        if (insteadOf is not null && insteadOf != row.Id)
            await TakeOff(insteadOf, cancel);
    }

    /// <summary>How the hub was rung is told of a call. Nothing changes where it is not there any more. From one number, such as a switchboard's, many
    /// may ring: that one of them was answered does not say that the other was rung back.</summary>
    public async Task Tell(string id, PhoneNumber? from, bool wasAnswered, CancellationToken cancel)
    {
        if ((await Row(id, cancel) ?? await Row(StrangerOf(from), cancel)) is not { } row)
            return;
        var call = CallIn(row);
        if (call is { Times: > 1, Rang: HubRang.Missed })
            return;
        var told = call with { Rang = wasAnswered ? HubRang.Answered : HubRang.Missed };
        await tables.Commit(Table, Board, [Write.Replace(row.Key, Texts(told, Times.Read(row["at"]!)), row.ETag!)], cancel);
    }

    /// <summary>Somebody whose number is withheld has keyed one.</summary>
    public async Task LeaveNumber(string id, PhoneNumber number, CancellationToken cancel)
    {
        if (await Find(id, cancel) is { } call)
        {
            await Put(call with { From = number, Keyed = call.Keyed is { } keyed ? keyed with { CallBack = number.National } : null }, cancel);
            return;
        }
        var withheld = await Find(StrangerOf(null), cancel);
        await Put(new(id, clock.GetUtcNow(), null, null, number, null, null) { Rang = HubRang.Missed }, cancel);
        if (withheld is { Times: > 1 })
            await tables.Commit(Table, Board, [Write.Upsert(withheld.Id, Texts(withheld with { Times = withheld.Times - 1 }, withheld.At))], cancel);
        else
            await TakeOff(StrangerOf(null), cancel);
    }

    /// <summary>By what every referral that is made of a matter is the same one, whoever at the hub or by keys makes it. Null for the row of a
    /// stranger's number, which stands for one call after another.</summary>
    public static string? KeyOf(string id) => id.StartsWith(OfStranger, StringComparison.Ordinal) ? null
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("call\n" + id)).AsSpan(0, 16));

    /// <summary>Whoever waits to be rung back first; of each, those who have signed in first, then the latest. An empty one that has stayed too long is taken off.</summary>
    public async Task<IReadOnlyList<HubCall>> Read(CancellationToken cancel)
    {
        var calls = (await tables.Range(Table, Board, cancel: cancel)).Select(r => (Row: r, Call: CallIn(r))).ToList();
        var old = calls.Where(c => c.Call.IsEmpty && Times.Read(c.Row["at"]!) < clock.GetUtcNow() - (c.Call.Rang is HubRang.Missed ? MissedStaysFor : StaysFor)).ToList();
        foreach (var (row, _) in old)
            await TakeOff(row.Key, cancel);
        return [.. calls.Except(old).Select(c => c.Call).OrderBy(c => c.Rang is not HubRang.Missed).ThenBy(c => c.CallerName is null).ThenByDescending(c => c.At)];
    }

    public async Task<HubCall?> Find(string id, CancellationToken cancel) =>
        await Row(id, cancel) is { } row ? CallIn(row) : null;

    /// <summary>Somebody at the hub has dealt with it, which is recorded first. Nothing changes where it is not there.</summary>
    public async Task TakeOff(HttpContext http, string id)
    {
        if (!AuditLog.IsCall(id))
            return;
        await audit.RecordCall(http, id);
        await TakeOff(id, http.RequestAborted);
    }

    /// <summary>It needs nobody at the hub any more. Nothing changes where it is not there.</summary>
    public Task TakeOff(string id, CancellationToken cancel) => StorageLimits.IsKey(id) ? tables.Commit(Table, Board, [Write.Delete(id)], cancel) : Task.CompletedTask;

    /// <summary>The row of the number, or of all that withhold theirs; its key is after those of the network's ids.</summary>
    private async Task<HubCall> Counted(HubCall call, CancellationToken cancel)
    {
        var id = StrangerOf(call.From);
        return await Find(id, cancel) is { } before && (before.Rang is HubRang.Missed || call.At - before.At < StaysFor)
            ? call with { Id = id, At = before.At, Times = before.Times + 1, Rang = before.Rang is HubRang.Missed ? HubRang.Missed : HubRang.Ringing } : call with { Id = id };
    }

    private string StrangerOf(PhoneNumber? from) => OfStranger + (from is null ? "withheld" : key.Hash("hub-call", from.Text));

    private async Task<Row?> Row(string id, CancellationToken cancel) => StorageLimits.IsKey(id) ? await tables.Get(Table, Board, id, cancel) : null;

    private static Dictionary<string, string> Texts(HubCall call, DateTimeOffset at) => new()
    {
        ["at"] = Times.Write(at),
        ["person"] = JsonSerializer.Serialize(call, Json.Options),
    };

    private static HubCall CallIn(Row row) => JsonSerializer.Deserialize<HubCall>(row["person"]!, Json.Options)!;
}
