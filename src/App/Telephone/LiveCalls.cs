using System.Text.Json;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>A call as it is stored.</summary>
/// <param name="Who">Whoever has signed in on it; null for nobody.</param>
/// <param name="ETag">Null where it has not been stored.</param>
public sealed record LiveCall(Call Call, Principal? Who, string? ETag)
{
    /// <summary>The caller has just said what becomes of what an earlier call left.</summary>
    public bool SettlesLeft { get; init; }

    /// <summary>What was left of this staff number's referral is in this call now, and in no other.</summary>
    public bool HoldsDraft => Call is { Caller: not null, Left: null } && (SettlesLeft || Call.Draft is not null);
}

/// <summary>
/// The calls of these minutes, so that any instance answers what is keyed next: one partition with a row a call, a row a staff number that
/// names the call with what they have not finished, and nothing older than <see cref="KeptFor"/>. All that was keyed or found stands in the
/// text <c>person</c>.
/// </summary>
public sealed class LiveCalls(ITables tables, TimeProvider clock)
{
    /// <summary>How long what was keyed is kept when nothing more comes.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>How long somebody may speak with the hub.</summary>
    private static readonly TimeSpan LongestTalk = TimeSpan.FromHours(4);

    /// <summary>A call in which nothing was keyed for this long is not going on anywhere else.</summary>
    public static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(30);

    private const int MostWrites = 100;
    private const string Table = "calls";
    private const string Live = "live";
    private const string AtHub = "hub";

    public async Task<LiveCall?> Find(string id, CancellationToken cancel) => await tables.Get(Table, Live, id, cancel) is { } row ? CallIn(row) : null;

    /// <summary>Keeps a call, unless somebody else has since it was read.</summary>
    public async Task<bool> Save(LiveCall live, CancellationToken cancel)
    {
        var call = live.Call;
        var texts = new Dictionary<string, string>
        {
            ["at"] = Times.Write(clock.GetUtcNow()),
            ["person"] = JsonSerializer.Serialize(new Kept(call, live.Who is { } who ? new Signed(who.Actor.Id, who.Actor.Name, who.Organisation, [.. who.Roles]) : null), Json.Options),
        };
        if (live.HoldsDraft && call.Unfinished is not null)
            texts["unfinished"] = "yes";
        if (call.Step is Step.Hub)
            texts[AtHub] = "yes";
        List<Write> writes = [live.ETag is null ? Write.Insert(call.Id, texts) : Write.Replace(call.Id, texts, live.ETag)];
        if (live.HoldsDraft)
            writes.Add(Write.Upsert(LeftOf(call.StaffNumber), new Dictionary<string, string> { ["at"] = texts["at"], ["call"] = call.Id }));
        return await tables.Commit(Table, Live, writes, cancel) is CommitResult.Committed;
    }

    /// <summary>The call that somebody was cut off in lately, other than this, and other than one that is still going on.</summary>
    public async Task<LiveCall?> LeftBy(string staffNumber, string notThis, CancellationToken cancel)
    {
        if (await tables.Get(Table, Live, LeftOf(staffNumber), cancel) is not { } left || left["call"] == notThis || IsOlder(left, KeptFor))
            return null;
        return await tables.Get(Table, Live, left["call"]!, cancel) is { } row && row["unfinished"] is not null && (row["ended"] is not null || IsOlder(row, IdleAfter)) ? CallIn(row) : null;
    }

    /// <summary>A call is over: what nobody can go on with is forgotten at once, but that the hub is being rung: how that went may be told after.</summary>
    public async Task End(string id, CancellationToken cancel)
    {
        if (await tables.Get(Table, Live, id, cancel) is not { } row)
            return;
        var write = row["unfinished"] is null && row[AtHub] is null ? Write.Delete(id, row.ETag) : Write.Replace(id, new Dictionary<string, string>(row.Texts) { ["ended"] = "yes" }, row.ETag!);
        await tables.Commit(Table, Live, [write], cancel);
    }

    /// <summary>Forgets the calls in which nothing has come for too long. What changes meanwhile is looked at the next time.</summary>
    public async Task Sweep(CancellationToken cancel)
    {
        var old = (await tables.Range(Table, Live, cancel: cancel)).Where(r => IsOlder(r, r[AtHub] is null ? KeptFor : LongestTalk));
        foreach (var some in old.Chunk(MostWrites))
            await tables.Commit(Table, Live, [.. some.Select(r => Write.Delete(r.Key, r.ETag))], cancel);
    }

    private static string LeftOf(string staffNumber) => $"left-{staffNumber}";

    private bool IsOlder(Row row, TimeSpan age) => Times.Read(row["at"]!) <= clock.GetUtcNow() - age;

    private static LiveCall CallIn(Row row)
    {
        var kept = JsonSerializer.Deserialize<Kept>(row["person"]!, Json.Options)!;
        return new(kept.Call, kept.By?.ToPrincipal(), row.ETag);
    }

    private sealed record Kept(Call Call, Signed? By);

    /// <summary>Whoever has signed in on a call: what they might do then they may do to its end.</summary>
    private sealed record Signed(string Id, string Name, OdsCode Organisation, Role[] Roles)
    {
        public Principal ToPrincipal() => new(new Actor(Id, Name, Organisation), Organisation, Roles.ToHashSet());
    }
}
