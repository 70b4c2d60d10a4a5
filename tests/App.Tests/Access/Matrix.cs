using SinglePointOfReferral.App.Audit;

namespace SinglePointOfReferral.App.Tests.Access;

/// <summary>What the organisation of whoever asks has to do with the referral that they ask about.</summary>
public enum With
{
    /// <summary>It made the referral.</summary>
    Own,

    /// <summary>It has nothing to do with it.</summary>
    Others,

    /// <summary>The referral is on offer to it.</summary>
    Offered,

    /// <summary>It supported the person, and closed that over 28 days ago.</summary>
    ClosedLongAgo,

    /// <summary>It declined over 28 days ago.</summary>
    DeclinedLongAgo,

    /// <summary>There is no such referral, or the route is about none.</summary>
    None,
}

/// <summary>
/// Who may use which route, said once more and by hand, in words and not by the code of the gate: a row of the table of permissions that is
/// wrong differs from this. A route stands in one of the groups, with a column for each thing that roles may do.
/// </summary>
public static class Matrix
{
    /// <summary>What each role sees of which referrals, where a route is for it at all.</summary>
    private static readonly Dictionary<Role, With[]> Sees = new()
    {
        [Role.Referrer] = [With.Own],
        [Role.Provider] = [With.Offered],
        [Role.Hub] = [With.Own, With.Others, With.Offered, With.ClosedLongAgo, With.DeclinedLongAgo],
        [Role.Commissioner] = [],
        [Role.Administrator] = [],
        [Role.GovernanceLead] = [],
    };

    /// <summary>The roles that a group of routes is for, and the routes.</summary>
    private static readonly (Role[] Roles, string[] Routes)[] Groups =
    [
        // What is asked about a referral.
        ([Role.Referrer, Role.Provider, Role.Hub],
        [
            "GET /referrals/{reference}", "GET /referrals/{reference}/print", "GET,POST /referrals/{reference}/message",
            "GET /api/referrals/{reference}", "GET /api/referrals/{reference}/explanation", "POST /api/referrals/{reference}/messages",
        ]),
        ([Role.Referrer, Role.Hub],
        [
            "GET,POST /referrals/{reference}/withdraw", "GET,POST /referrals/{reference}/correct",
            "POST /api/referrals/{reference}/withdraw", "POST /api/referrals/{reference}/correct",
        ]),
        ([Role.Provider],
        [
            "POST /referrals/{reference}/{strand:int}/accept", "GET,POST /referrals/{reference}/{strand:int}/decline", "GET,POST /referrals/{reference}/{strand:int}/visit",
            "GET,POST /referrals/{reference}/{strand:int}/eta", "GET,POST /referrals/{reference}/{strand:int}/goals", "GET,POST /referrals/{reference}/{strand:int}/review",
            "GET,POST /referrals/{reference}/{strand:int}/extend",
            "POST /api/referrals/{reference}/strands/{strand:int}/accept", "POST /api/referrals/{reference}/strands/{strand:int}/decline", "POST /api/referrals/{reference}/strands/{strand:int}/visit",
            "POST /api/referrals/{reference}/strands/{strand:int}/eta", "POST /api/referrals/{reference}/strands/{strand:int}/attempts", "POST /api/referrals/{reference}/strands/{strand:int}/goals",
            "POST /api/referrals/{reference}/strands/{strand:int}/reviews", "POST /api/referrals/{reference}/strands/{strand:int}/extension",
        ]),
        ([Role.Provider, Role.Hub],
        [
            "GET,POST /referrals/{reference}/{strand:int}/close", "GET,POST /referrals/{reference}/follow-up/{followUp}", "GET,POST /referrals/{reference}/strand",
            "GET,POST /referrals/{reference}/late", "POST /referrals/{reference}/late/acknowledge",
            "POST /api/referrals/{reference}/strands/{strand:int}/close", "POST /api/referrals/{reference}/follow-ups/{followUp}", "POST /api/referrals/{reference}/strands",
            "POST /api/referrals/{reference}/late", "POST /api/referrals/{reference}/late/acknowledge",
        ]),
        ([Role.Hub],
        [
            "GET,POST /referrals/{reference}/{strand:int}/offer", "GET,POST /referrals/{reference}/{strand:int}/override", "GET,POST /referrals/{reference}/{strand:int}/answer",
            "POST /referrals/{reference}/matches/{other}", "GET,POST /referrals/{reference}/merge/{other}", "POST /referrals/{reference}/take", "GET,POST /referrals/{reference}/owner",
            "POST /api/referrals/{reference}/strands/{strand:int}/offer", "POST /api/referrals/{reference}/strands/{strand:int}/override", "POST /api/referrals/{reference}/strands/{strand:int}/answer",
            "POST /api/referrals/{reference}/matches/{other}", "POST /api/referrals/{reference}/merge", "POST /api/referrals/{reference}/owner",
        ]),

        ([Role.Referrer, Role.Hub, Role.GovernanceLead], ["GET /referrals/{reference}/looked", "GET /api/referrals/{reference}/looked"]),
        ([Role.GovernanceLead],
        [
            "GET /api/referrals/{reference}/looked.csv", "GET,POST /referrals/{reference}/break-glass/{glass:int}", "GET,POST /api/referrals/{reference}/break-glass/{glass:int}",
        ]),

        // What is about no referral in particular.
        ([Role.GovernanceLead],
            ["GET /governance", "GET /governance/person/{person}", "GET /api/governance/acts", "GET /api/governance/broken-glass", "GET /api/governance/people/{person}/looked", "GET /api/governance/people/{person}/looked.csv"]),
        ([Role.Referrer, Role.Hub], ["GET,POST /refer", "GET /referrals", "GET,POST /api/referrals", "POST /api/triage/preview"]),
        ([Role.Provider], ["GET /worklist", "GET /api/worklist"]),
        ([Role.Provider, Role.Hub],
        [
            "GET,POST /capacity", "GET /api/capacity", "POST /api/services/{service}/capacity", "GET /api/closures", "POST /api/services/{service}/close", "POST /api/services/{service}/open",
        ]),
        ([Role.Hub],
        [
            "GET /hub", "POST /hub/find", "GET,POST /hub/failed", "GET,POST /hub/handover", "GET /hub/without-owner", "GET /hub/print", "POST /hub/calls/{call}/done",
            "GET /api/hub/referrals", "POST /api/hub/find", "GET /api/hub/people", "POST /api/hub/handover", "GET /api/hub/without-owner", "GET /api/hub/failed-messages",
            "POST /api/hub/failed-messages/{key}/replay", "GET /api/hub/calls", "POST /api/hub/calls/{call}/done",
        ]),
        ([Role.Hub, Role.GovernanceLead], ["GET,POST /objections", "GET,POST /api/objections"]),
        ([Role.Hub, Role.Commissioner], ["GET /unmet-need", "GET /api/unmet-need", "GET /api/measures", "GET /api/measures.csv"]),
        ([Role.Administrator],
        [
            "GET,POST /people", "GET,POST /people/{id}", "GET,POST /people/add", "GET,POST /duty-phones",
            "GET,POST /api/people", "GET,POST /api/people/{id}", "POST /api/people/{id}/leave", "POST /api/people/{id}/return", "POST /api/people/{id}/turn-down",
            "GET /api/duty-phones", "POST /api/services/{service}/duty-phones",
        ]),
        ([Role.Referrer, Role.Provider, Role.Hub, Role.Commissioner, Role.Administrator, Role.GovernanceLead],
            ["GET,POST /local/sms", "GET,POST /local/phone", "GET,POST /account/telephone", "GET,POST /api/account/telephone", "GET /api/locality"]),
    ];

    /// <summary>Whoever may see no part of a referral may break its glass, and say why.</summary>
    private static readonly string[] ForWhoeverIsRefused = ["GET,POST /referrals/{reference}/break-glass", "POST /api/referrals/{reference}/break-glass"];

    /// <summary>What somebody may add to whichever referral they know the reference of: it shows them nothing.</summary>
    private static readonly string[] ForAllReferrals = ["POST /api/referrals/{reference}/additions"];

    private static readonly Dictionary<string, Role[]> ByRoute = Groups
        .Append(([Role.Referrer, Role.Hub], ForAllReferrals)).Append(([Role.Referrer, Role.Provider], ForWhoeverIsRefused))
        .SelectMany(g => g.Routes.SelectMany(Each).Select(r => (Route: r, g.Roles))).ToDictionary(r => r.Route, r => r.Roles);

    /// <summary>Every method and route that the groups have.</summary>
    public static IEnumerable<string> Routes => ByRoute.Keys;

    /// <summary>What comes of a request: 200 for whatever the route itself answers, or 403, or 404.</summary>
    public static int Expected(string route, Role role, With with) =>
        !ByRoute[route].Contains(role) ? 403
        : !route.Contains("{reference}", StringComparison.Ordinal) ? 200
        : with is With.None ? 404
        : ForAllReferrals.Contains(route) || ForWhoeverIsRefused.SelectMany(Each).Contains(route) || role is Role.GovernanceLead || Sees[role].Contains(with) ? 200 : 403;

    private static IEnumerable<string> Each(string line) => line.Split(' ') is [var methods, var route] ? methods.Split(',').Select(m => $"{m} {route}") : throw new FormatException(line);
}
