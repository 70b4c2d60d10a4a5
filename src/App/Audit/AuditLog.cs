using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Audit;

/// <summary>What somebody did, beside the facts of referrals, which tell of every change of one.</summary>
public enum Act
{
    Viewed,
    Searched,
    Printed,
    Exported,

    /// <summary>Was refused what they asked for.</summary>
    Refused,
    BrokeGlass,

    /// <summary>Changed who may do what, or what the service goes by.</summary>
    Changed,

    /// <summary>The system notes how many facts a referral has, and their hash chain.</summary>
    Recorded,
}

/// <summary>
/// Who did what, when, why and from where: one row for each act, in a partition of its day. Rows are only ever added: no store takes
/// any other write to this table.
/// </summary>
public sealed class AuditLog(ITables tables, DeploymentKey key, RunMode mode, TimeProvider clock)
{
    public const string Table = "audit";

    /// <summary>Somebody is about to be shown a referral.</summary>
    public Task Record(HttpContext http, Reference reference, Act act = Act.Viewed, string? why = null) => Record(http, act, reference.Text, why);

    /// <summary>Somebody searched for a person; kept under the keyed hash of the NHS number.</summary>
    public Task RecordSearch(HttpContext http, NhsNumber number) => Record(http, Act.Searched, "search-" + key.Hash("nhs-number", number.Text));

    /// <summary>Somebody searched for a person by name; kept under the keyed hash of its words.</summary>
    public Task RecordSearch(HttpContext http, IReadOnlyList<string> words) => Record(http, Act.Searched, "search-" + key.Hash("name", string.Join(' ', words)));

    /// <summary>Somebody at the hub is about to be shown what was keyed on a call, or takes it off the board.</summary>
    public Task RecordCall(HttpContext http, string call) => Record(http, Act.Viewed, AboutCall(call));

    /// <summary>Whether a call could have this id.</summary>
    public static bool IsCall(string id) => StorageLimits.IsKey(AboutCall(id));

    /// <summary>Somebody is about to do something; recorded before it is done.</summary>
    /// <param name="about">What it is done to, as a key: a reference, or a kind and an id (person-…, service-…). Nothing that identifies
    /// a person; null where it is about nothing in particular.</param>
    /// <param name="why">Their reason, where one is asked for: a code, not words.</param>
    public Task Record(HttpContext http, Act act, string? about, string? why = null) => Add(new(
        act, http.Principal().Actor.Id, http.Principal().Organisation.Text, about, What(http), why, CameFrom.Of(http, mode)), http.RequestAborted);

    /// <summary>Something is about to be done on the command line of the server.</summary>
    /// <param name="what">The name of the command.</param>
    public static Task RecordCommand(ITables tables, Act act, string about, string what, CancellationToken cancel) =>
        Add(tables, new(act, "command", null, about, what, null, "command line"), TimeProvider.System.GetUtcNow(), cancel);

    /// <summary>Notes how many facts a referral has and the chain of their hashes, so that a fact that is changed or gone is found.</summary>
    /// <param name="chain">The last link, as letters and digits.</param>
    public Task Anchor(Reference reference, int version, string chain, CancellationToken cancel) =>
        Add(new(Act.Recorded, Actor.System.Id, null, reference.Text, version.ToString(), chain, "system"), cancel);

    private Task Add(Deed deed, CancellationToken cancel) => Add(tables, deed, clock.GetUtcNow(), cancel);

    private static Task Add(ITables tables, Deed deed, DateTimeOffset at, CancellationToken cancel)
    {
        var row = AuditEntry.Of(deed, at);
        return tables.Commit(Table, row.Day, [Write.Insert(row.Key, row.Texts)], cancel);
    }

    /// <summary>What a change of a service is about.</summary>
    public static string About(Service service) => "service-" + service.Id;

    private static string What(HttpContext http) => http.Request.Method + " " + (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    private static string AboutCall(string call) => "call-" + call;
}
