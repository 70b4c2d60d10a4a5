using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Audit;

/// <summary>What somebody's organisation has to do with a referral.</summary>
public enum Relationship
{
    /// <summary>The route is about no particular referral, or the role may see all.</summary>
    Any,

    /// <summary>Their organisation made the referral.</summary>
    Referring,

    /// <summary>Their organisation made the referral, or a duplicate that was merged into it.</summary>
    Following,

    /// <summary>Part of it is or was offered to a service of their organisation.</summary>
    OfferedTo,
}

/// <summary>Who may use a route.</summary>
/// <param name="Methods">The request methods, GET standing for HEAD as well.</param>
/// <param name="IsPublic">Nobody has to be signed in.</param>
/// <param name="IsForHost">Only the Functions host itself, never through its public listener.</param>
/// <param name="IsSigned">Only the telephone network, by its signature.</param>
/// <param name="RecordsView">Each use is recorded as a view of the referral.</param>
/// <param name="RecordsAct">Each use is recorded as something else than a view.</param>
public sealed record Permission(
    string[] Methods, string Route, IReadOnlyList<(Role Role, Relationship Relationship)> Allowed, bool IsPublic = false, bool IsForHost = false,
    bool RecordsView = false, bool IsSigned = false, Act? RecordsAct = null)
{
    /// <summary>What a use that shows something is recorded as; null where it is not.</summary>
    public Act? Records => RecordsAct ?? (RecordsView ? Act.Viewed : null);

    /// <summary>Whether one of somebody's roles includes it.</summary>
    public bool Allows(Principal principal) => Allowed.Any(a => principal.Is(a.Role));

    /// <summary>Whether one of somebody's roles includes it for this referral.</summary>
    public bool Allows(Principal principal, Referral referral) => Allowed.Any(a => principal.Is(a.Role) && a.Relationship switch
    {
        Relationship.Any => true,
        Relationship.Referring => referral.Referrer == principal.Organisation,
        Relationship.Following => referral.IsReferredBy(principal.Organisation),
        Relationship.OfferedTo => referral.WasOfferedTo(principal.Organisation),
        _ => false,
    });
}

/// <summary>The one table of who may do what. A route without a row is refused, and fails a test.</summary>
public static class Permissions
{
    private static readonly string[] Get = ["GET"];
    private static readonly string[] Post = ["POST"];
    private static readonly string[] Both = ["GET", "POST"];
    private static readonly (Role, Relationship) Hub = (Role.Hub, Relationship.Any);
    private static readonly (Role, Relationship) Referrer = (Role.Referrer, Relationship.Any);
    private static readonly (Role, Relationship) ItsReferrer = (Role.Referrer, Relationship.Referring);
    private static readonly (Role, Relationship) ItsFollower = (Role.Referrer, Relationship.Following);
    private static readonly (Role, Relationship) Provider = (Role.Provider, Relationship.Any);
    private static readonly (Role, Relationship) ItsProvider = (Role.Provider, Relationship.OfferedTo);
    private static readonly (Role, Relationship) Commissioner = (Role.Commissioner, Relationship.Any);
    private static readonly (Role, Relationship) Administrator = (Role.Administrator, Relationship.Any);
    private static readonly (Role, Relationship) Governance = (Role.GovernanceLead, Relationship.Any);
    private static readonly (Role, Relationship)[] Anyone = [.. Enum.GetValues<Role>().Select(r => (r, Relationship.Any))];

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Get, "/", [], IsPublic: true),
        new(Get, "/assets/{**path}", [], IsPublic: true),
        new(Get, "/health/live", [], IsPublic: true),
        new(Get, "/health/ready", [], IsPublic: true),
        new(Get, "/openapi/{documentName}.json", [], IsPublic: true),

        new(Both, "/local/sign-in", [], IsPublic: true),
        new(Post, "/local/sign-out", [], IsPublic: true),
        new(Both, "/local/sms", Anyone),
        new(Both, "/local/phone", Anyone),

        new(Post, "/sms/in", [], IsSigned: true),

        new(Both, "/refer", [Referrer, Hub]),
        new(Get, "/referrals", [Referrer, Hub]),
        new(Get, "/referrals/{reference}", [ItsFollower, ItsProvider, Hub], RecordsView: true),
        new(Get, "/referrals/{reference}/print", [ItsFollower, ItsProvider, Hub], RecordsAct: Act.Printed),
        new(Get, "/referrals/{reference}/looked", [ItsFollower, Hub, Governance], RecordsView: true),
        new(Both, "/referrals/{reference}/withdraw", [ItsReferrer, Hub], RecordsView: true),
        new(Both, "/referrals/{reference}/correct", [ItsReferrer, Hub], RecordsView: true),
        new(Post, "/referrals/{reference}/{strand:int}/accept", [ItsProvider]),
        new(Both, "/referrals/{reference}/{strand:int}/decline", [ItsProvider], RecordsView: true),
        new(Both, "/referrals/{reference}/{strand:int}/visit", [ItsProvider], RecordsView: true),
        new(Both, "/referrals/{reference}/{strand:int}/eta", [ItsProvider], RecordsView: true),
        new(Both, "/referrals/{reference}/{strand:int}/goals", [ItsProvider], RecordsView: true),
        new(Both, "/referrals/{reference}/{strand:int}/review", [ItsProvider], RecordsView: true),
        new(Both, "/referrals/{reference}/{strand:int}/extend", [ItsProvider], RecordsView: true),
        new(Both, "/referrals/{reference}/{strand:int}/close", [ItsProvider, Hub], RecordsView: true),
        new(Both, "/referrals/{reference}/follow-up/{followUp}", [ItsProvider, Hub], RecordsView: true),
        new(Both, "/referrals/{reference}/{strand:int}/offer", [Hub], RecordsView: true),
        new(Both, "/referrals/{reference}/{strand:int}/override", [Hub], RecordsView: true),
        new(Both, "/referrals/{reference}/strand", [ItsProvider, Hub], RecordsView: true),
        new(Both, "/referrals/{reference}/{strand:int}/answer", [Hub], RecordsView: true),
        new(Both, "/referrals/{reference}/message", [ItsFollower, ItsProvider, Hub], RecordsView: true),
        new(Post, "/referrals/{reference}/matches/{other}", [Hub]),
        new(Both, "/referrals/{reference}/merge/{other}", [Hub], RecordsView: true),
        new(Post, "/referrals/{reference}/take", [Hub]),
        new(Both, "/referrals/{reference}/owner", [Hub], RecordsView: true),
        new(Both, "/referrals/{reference}/late", [ItsProvider, Hub], RecordsView: true),
        new(Post, "/referrals/{reference}/late/acknowledge", [ItsProvider, Hub]),
        new(Get, "/worklist", [Provider]),
        new(Both, "/account/telephone", Anyone),
        new(Both, "/capacity", [Provider, Hub]),
        new(Get, "/unmet-need", [Hub, Commissioner]),
        new(Both, "/objections", [Hub, Governance]),
        new(Get, "/governance", [Governance], RecordsView: true),
        new(Get, "/governance/person/{person}", [Governance], RecordsView: true),
        new(Get, "/hub", [Hub]),
        new(Post, "/hub/find", [Hub]),
        new(Both, "/hub/failed", [Hub]),
        new(Both, "/hub/handover", [Hub]),
        new(Get, "/hub/without-owner", [Hub]),
        new(Get, "/hub/print", [Hub]),
        new(Post, "/hub/calls/{call}/done", [Hub]),
        new(Both, "/people", [Administrator]),
        new(Both, "/people/{id}", [Administrator]),
        new(Both, "/people/add", [Administrator]),
        new(Both, "/duty-phones", [Administrator]),

        new(Post, "/api/referrals", [Referrer, Hub]),
        new(Get, "/api/referrals", [Referrer, Hub]),
        new(Get, "/api/referrals/{reference}", [ItsFollower, ItsProvider, Hub], RecordsView: true),
        new(Post, "/api/referrals/{reference}/withdraw", [ItsReferrer, Hub]),
        new(Post, "/api/referrals/{reference}/correct", [ItsReferrer, Hub]),
        new(Post, "/api/referrals/{reference}/additions", [Referrer, Hub]),
        new(Post, "/api/triage/preview", [Referrer, Hub]),
        new(Post, "/api/referrals/{reference}/strands/{strand:int}/accept", [ItsProvider]),
        new(Post, "/api/referrals/{reference}/strands/{strand:int}/decline", [ItsProvider]),
        new(Post, "/api/referrals/{reference}/strands/{strand:int}/visit", [ItsProvider]),
        new(Post, "/api/referrals/{reference}/strands/{strand:int}/eta", [ItsProvider]),
        new(Post, "/api/referrals/{reference}/strands/{strand:int}/attempts", [ItsProvider]),
        new(Post, "/api/referrals/{reference}/strands/{strand:int}/goals", [ItsProvider]),
        new(Post, "/api/referrals/{reference}/strands/{strand:int}/reviews", [ItsProvider]),
        new(Post, "/api/referrals/{reference}/strands/{strand:int}/extension", [ItsProvider]),
        new(Post, "/api/referrals/{reference}/strands/{strand:int}/close", [ItsProvider, Hub]),
        new(Post, "/api/referrals/{reference}/follow-ups/{followUp}", [ItsProvider, Hub]),
        new(Post, "/api/referrals/{reference}/strands/{strand:int}/offer", [Hub]),
        new(Post, "/api/referrals/{reference}/strands/{strand:int}/override", [Hub]),
        new(Post, "/api/referrals/{reference}/strands", [ItsProvider, Hub]),
        new(Post, "/api/referrals/{reference}/strands/{strand:int}/answer", [Hub]),
        new(Post, "/api/referrals/{reference}/messages", [ItsFollower, ItsProvider, Hub]),
        new(Post, "/api/referrals/{reference}/matches/{other}", [Hub]),
        new(Post, "/api/referrals/{reference}/merge", [Hub]),
        new(Post, "/api/referrals/{reference}/owner", [Hub]),
        new(Post, "/api/referrals/{reference}/late", [ItsProvider, Hub]),
        new(Post, "/api/referrals/{reference}/late/acknowledge", [ItsProvider, Hub]),
        new(Get, "/api/referrals/{reference}/explanation", [ItsFollower, ItsProvider, Hub], RecordsView: true),
        new(Get, "/api/worklist", [Provider]),
        new(Both, "/api/account/telephone", Anyone),
        new(Get, "/api/locality", Anyone),
        new(Get, "/api/capacity", [Provider, Hub]),
        new(Post, "/api/services/{service}/capacity", [Provider, Hub]),
        new(Get, "/api/closures", [Provider, Hub]),
        new(Post, "/api/services/{service}/close", [Provider, Hub]),
        new(Post, "/api/services/{service}/open", [Provider, Hub]),
        new(Both, "/api/objections", [Hub, Governance]),
        new(Get, "/api/unmet-need", [Hub, Commissioner], RecordsAct: Act.Exported),
        new(Get, "/api/measures", [Hub, Commissioner]),
        new(Get, "/api/measures.csv", [Hub, Commissioner], RecordsAct: Act.Exported),
        new(Get, "/api/referrals/{reference}/looked", [ItsFollower, Hub, Governance], RecordsView: true),
        new(Get, "/api/referrals/{reference}/looked.csv", [Governance], RecordsAct: Act.Exported),
        new(Get, "/api/governance/acts", [Governance], RecordsView: true),
        new(Get, "/api/governance/people/{person}/looked", [Governance], RecordsView: true),
        new(Get, "/api/governance/people/{person}/looked.csv", [Governance], RecordsAct: Act.Exported),
        new(Get, "/api/hub/referrals", [Hub]),
        new(Post, "/api/hub/find", [Hub]),
        new(Get, "/api/hub/people", [Hub]),
        new(Post, "/api/hub/handover", [Hub]),
        new(Get, "/api/hub/without-owner", [Hub]),
        new(Get, "/api/hub/failed-messages", [Hub]),
        new(Post, "/api/hub/failed-messages/{key}/replay", [Hub]),
        new(Get, "/api/hub/calls", [Hub]),
        new(Post, "/api/hub/calls/{call}/done", [Hub]),
        new(Both, "/api/people", [Administrator]),
        new(Both, "/api/people/{id}", [Administrator]),
        new(Post, "/api/people/{id}/leave", [Administrator]),
        new(Post, "/api/people/{id}/return", [Administrator]),
        new(Post, "/api/people/{id}/turn-down", [Administrator]),
        new(Get, "/api/duty-phones", [Administrator]),
        new(Post, "/api/services/{service}/duty-phones", [Administrator]),

        new(Post, "/voice/call", [], IsSigned: true),
        new(Post, "/voice/call/{turn:int}", [], IsSigned: true),
        new(Post, "/voice/ended", [], IsSigned: true),

        new(Post, "/sms/status/{key}/{attempt:int}", [], IsSigned: true),
        new(Post, "/voice/status/{key}/{attempt:int}", [], IsSigned: true),
        new(Post, "/voice/message/{key}/{attempt:int}", [], IsSigned: true),
        new(Post, "/voice/message/{key}/{attempt:int}/keys", [], IsSigned: true),
        new(Post, "/voice/message/{key}/{attempt:int}/reason", [], IsSigned: true),

        .. FunctionTable.All.Where(f => f is not HttpFunction).Select(f => new Permission(Post, "/" + f.Name, [], IsForHost: true)),
    ];

    private static readonly Dictionary<string, Permission[]> ByRoute =
        All.GroupBy(p => p.Route).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    /// <summary>The row for a request, by the pattern of its route; null when there is none.</summary>
    public static Permission? For(string method, string route)
    {
        method = HttpMethods.IsHead(method) ? HttpMethods.Get : method;
        return ByRoute.TryGetValue(Normal(route), out var rows) ? Array.Find(rows, r => r.Methods.Contains(method)) : null;
    }

    /// <summary>A route's pattern with the one slash that the table writes.</summary>
    public static string Normal(string route) => "/" + route.Trim('/');
}
