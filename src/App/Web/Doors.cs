using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Hosting;

namespace SinglePointOfReferral.App.Web;

/// <summary>A place to start from.</summary>
public sealed record Door(string Address, string Name, string About);

/// <summary>The places that somebody may start from: the same in the navigation, on the home page and after signing in.</summary>
public static class Doors
{
    private static readonly Door[] All =
    [
        new("/refer", "Refer a person", "One form, about a minute. You get a reference at once."),
        new("/worklist", "Worklist", "What is on offer to your services, to be visited and in support."),
        new("/hub", "Hub board", "Everything that is open, what is due soonest first."),
        new("/capacity", "Capacity", "How many places your services have and what is free; close a service to new referrals, and open it again."),
        new("/unmet-need", "Unmet need", "How often a service was needed and had no place."),
        new("/objections", "Objections", "Who does not want their information shared further: record it, or that they took it back."),
        new("/referrals", "Our referrals", "What your organisation has referred and is still open."),
        new("/people", "People", "Who may use the service, for which organisation and in which roles; who waits to be let in, and who has left."),
        new("/duty-phones", "Duty phones", "Where the offers of each service are texted, changed from now on."),
        new("/governance", "Audit", "Who looked at what, when, why and from where."),
        new("/local/phone", "Telephone", "Ring the service as any of the demonstration's people, and press keys."),
        new("/local/sms", "Texts", "What the demonstration would have texted, and a way to answer as any telephone."),
    ];

    public static IEnumerable<Door> For(Principal who, RunMode mode) =>
        All.Where(d => (mode.IsDemonstration || !d.Address.StartsWith("/local/", StringComparison.Ordinal)) && Permissions.For(HttpMethods.Get, d.Address)!.Allows(who));

    /// <summary>Where somebody's work begins.</summary>
    public static string StartOf(Principal who) =>
        who.Is(Role.Hub) ? "/hub" : who.Is(Role.Provider) ? "/worklist" : who.Is(Role.Referrer) ? "/refer" : who.Is(Role.Administrator) ? "/people" : who.Is(Role.GovernanceLead) ? "/governance" : "/";
}
