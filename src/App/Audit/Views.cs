using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Audit;

/// <summary>Who looked at what, and when: rows that are only ever added, one partition a referral.</summary>
public sealed class Views(ITables tables, DeploymentKey key, TimeProvider clock)
{
    public const string Table = "views";

    /// <summary>Somebody is about to be shown a referral.</summary>
    public Task Record(HttpContext http, Reference reference) => Write(http, reference.Text);

    /// <summary>Somebody searched for a person; kept under the keyed hash of the NHS number.</summary>
    public Task RecordSearch(HttpContext http, NhsNumber number) => Write(http, "search-" + key.Hash("nhs-number", number.Text));

    /// <summary>Somebody searched for a person by name; kept under the keyed hash of its words.</summary>
    public Task RecordSearch(HttpContext http, IReadOnlyList<string> words) => Write(http, "search-" + key.Hash("name", string.Join(' ', words)));

    /// <summary>Somebody at the hub is about to be shown what was keyed on a call, or takes it off the board.</summary>
    public Task RecordCall(HttpContext http, string call) => Write(http, PartitionOf(call));

    /// <summary>Whether a call could have this id.</summary>
    public static bool IsCall(string id) => StorageLimits.IsKey(PartitionOf(id));

    private static string PartitionOf(string call) => "call-" + call;

    private Task Write(HttpContext http, string partition) =>
        tables.Commit(Table, partition, [Ports.Write.Insert($"{Times.Write(clock.GetUtcNow())}-{Guid.NewGuid():N}", new Dictionary<string, string>
        {
            ["by"] = http.Principal().Actor.Id,
            ["organisation"] = http.Principal().Organisation.Text,
            ["what"] = http.Request.Method + " " + (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText,
        })], http.RequestAborted);
}
