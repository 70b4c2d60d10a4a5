using System.Text.Json;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Telephone;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>A call as it is stored.</summary>
/// <param name="Who">Whoever has signed in on it; null for nobody.</param>
/// <param name="ETag">Null where it has not been stored.</param>
public sealed record LiveCall(Call Call, Principal? Who, string? ETag);

/// <summary>
/// The calls of these minutes, so that any instance answers what is keyed next: one partition with a row a call and nothing older than
/// <see cref="KeptFor"/>. All that was keyed or found stands in the text <c>person</c>.
/// </summary>
public sealed class LiveCalls(ITables tables, TimeProvider clock)
{
    /// <summary>How long what was keyed is kept when nothing more comes.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private const string Table = "calls";
    private const string Live = "live";

    public async Task<LiveCall?> Find(string id, CancellationToken cancel) => await tables.Get(Table, Live, id, cancel) is { } row ? CallIn(row) : null;

    /// <summary>Keeps a call, unless somebody else has since it was read.</summary>
    public async Task<bool> Save(LiveCall live, CancellationToken cancel)
    {
        var call = live.Call;
        var texts = new Dictionary<string, string>
        {
            ["at"] = Times.Write(clock.GetUtcNow()),
            ["person"] = JsonSerializer.Serialize(new Kept(call, live.Who is null ? null : ClientPrincipal.Write(live.Who)), Json.Options),
        };
        if (call.Caller is not null && call.Unfinished is not null)
            texts["unfinished"] = call.StaffNumber;
        var write = live.ETag is null ? Write.Insert(call.Id, texts) : Write.Replace(call.Id, texts, live.ETag);
        return await tables.Commit(Table, Live, [write], cancel) is CommitResult.Committed;
    }

    /// <summary>The call that somebody was cut off in lately, other than this.</summary>
    public async Task<LiveCall?> LeftBy(string staffNumber, string notThis, CancellationToken cancel) =>
        (await tables.Range(Table, Live, cancel: cancel)).Where(r => r["unfinished"] == staffNumber && r.Key != notThis && !IsOld(r)).MaxBy(r => r["at"], StringComparer.Ordinal) is { } row
            ? CallIn(row) : null;

    /// <summary>A call is over: what nobody can go on with is forgotten at once.</summary>
    public async Task End(string id, CancellationToken cancel)
    {
        if (await tables.Get(Table, Live, id, cancel) is { } row && row["unfinished"] is null)
            await Forget(id, cancel);
    }

    public Task Forget(string id, CancellationToken cancel) => tables.Commit(Table, Live, [Write.Delete(id)], cancel);

    /// <summary>Forgets the calls in which nothing has come for too long.</summary>
    public async Task Sweep(CancellationToken cancel)
    {
        foreach (var row in (await tables.Range(Table, Live, cancel: cancel)).Where(IsOld))
            await Forget(row.Key, cancel);
    }

    private bool IsOld(Row row) => Times.Read(row["at"]!) <= clock.GetUtcNow() - KeptFor;

    private static LiveCall CallIn(Row row)
    {
        var kept = JsonSerializer.Deserialize<Kept>(row["person"]!, Json.Options)!;
        return new(kept.Call, ClientPrincipal.Read(kept.Who), row.ETag);
    }

    private sealed record Kept(Call Call, string? Who);
}
