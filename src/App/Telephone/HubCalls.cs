using System.Text.Json;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>A call that was put through to the hub, with what was keyed before.</summary>
/// <param name="Id">Opaque; it may stand in an address.</param>
/// <param name="CallerName">Null where nobody has signed in on it.</param>
/// <param name="Keyed">As far as it came; null where no referral was begun.</param>
/// <param name="Reference">The referral that it was about; null for none.</param>
public sealed record HubCall(
    string Id, DateTimeOffset At, string? CallerName, OdsCode? Organisation, PhoneNumber? From, ReferralForm? Keyed, Reference? Reference);

/// <summary>The calls that wait on the call handlers' board: one partition with what was put through lately, and nothing else.</summary>
public sealed class HubCalls(ITables tables, TimeProvider clock)
{
    /// <summary>How long a call stays on the board when nobody takes it off.</summary>
    public static readonly TimeSpan StaysFor = TimeSpan.FromHours(2);

    private const string Table = "calls";
    private const string Board = "hub";

    public Task Put(HubCall call, CancellationToken cancel) => tables.Commit(Table, Board, [Write.Upsert(call.Id, new Dictionary<string, string>
    {
        ["at"] = Times.Write(call.At),
        ["person"] = JsonSerializer.Serialize(call, Json.Options),
    })], cancel);

    /// <summary>The latest first. What has stayed too long is taken off.</summary>
    public async Task<IReadOnlyList<HubCall>> Read(CancellationToken cancel)
    {
        var rows = await tables.Range(Table, Board, cancel: cancel);
        var old = rows.Where(r => Times.Read(r["at"]!) < clock.GetUtcNow() - StaysFor).ToList();
        foreach (var row in old)
            await TakeOff(row.Key, cancel);
        return [.. rows.Except(old).Select(CallIn).OrderByDescending(c => c.At)];
    }

    public async Task<HubCall?> Find(string id, CancellationToken cancel) =>
        StorageLimits.IsKey(id) && await tables.Get(Table, Board, id, cancel) is { } row ? CallIn(row) : null;

    /// <summary>It was dealt with. Nothing changes where it is not there.</summary>
    public Task TakeOff(string id, CancellationToken cancel) => StorageLimits.IsKey(id) ? tables.Commit(Table, Board, [Write.Delete(id)], cancel) : Task.CompletedTask;

    private static HubCall CallIn(Row row) => JsonSerializer.Deserialize<HubCall>(row["person"]!, Json.Options)!;
}
