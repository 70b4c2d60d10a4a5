using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
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
}

/// <summary>Who did what, and when: rows that are only ever added.</summary>
public sealed class AuditLog(ITables tables, DeploymentKey key, TimeProvider clock)
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
    /// <param name="about">What it is done to, as a key: a reference, or a kind and an id (person-…, service-…). Nothing that identifies a person.</param>
    /// <param name="why">Their reason, where one is asked for: a code, not words.</param>
    public Task Record(HttpContext http, Act act, string about, string? why = null)
    {
        var texts = new Dictionary<string, string>
        {
            ["act"] = Domain.Code.Of(act),
            ["by"] = http.Principal().Actor.Id,
            ["organisation"] = http.Principal().Organisation.Text,
            ["what"] = http.Request.Method + " " + (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText,
        };
        if (why is not null)
            texts["why"] = why;
        return tables.Commit(Table, about, [Write.Insert($"{Times.Write(clock.GetUtcNow())}-{Guid.NewGuid():N}", texts)], http.RequestAborted);
    }

    private static string AboutCall(string call) => "call-" + call;
}
