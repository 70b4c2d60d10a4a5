using SinglePointOfReferral.App.Audit;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>
/// The states of every page. A page is reached by itself with nothing there, with everything there and when everything is late; a
/// form is also sent empty. What is not found in this way, or has more to show, has its states here.
/// </summary>
public static class States
{
    private const string Reference = "/referrals/{reference}";
    private const string Strand = Reference + "/{strand:int}";

    /// <summary>The states that are not found by themselves, by the route of the page.</summary>
    private static readonly (string Route, State State)[] Told =
    [
        ("/", Full("signed out", null, "/")),
        ("/", Full("hub", TestApp.Clinician, "/")),
        (Reference, Full("just submitted", TestApp.Gp, "/referrals/{offered}?submitted=1")),
        (Reference, Full("just accepted", TestApp.RapidResponse, "/referrals/{accepted}?done=4")),
        (Reference, Full("emergency", TestApp.Gp, "/referrals/{emergency}?submitted=1")),
        .. from seen in new[] { ("offered", TestApp.RapidResponse), ("visited", TestApp.RapidResponse), ("closed", TestApp.Gp), ("withdrawn", TestApp.Gp), ("with-hub", TestApp.Clinician), ("emergency", TestApp.Clinician), ("matched", TestApp.Clinician), ("long", TestApp.Clinician) }
           select (Reference, Full($"{seen.Item1}, {seen.Item2}", seen.Item2, $"/referrals/{{{seen.Item1}}}")),
        (Reference, Late("late", TestApp.Clinician, "/referrals/{accepted}")),
        (Reference + "/withdraw", Full("closed meanwhile", TestApp.Gp, "/referrals/{closed}/withdraw") with { IsError = true }),
        (Strand + "/accept", Full("closed meanwhile", TestApp.RapidResponse, "/referrals/{offered}") with { Then = Forms.SendTo("/accept", "/referrals/{closed}/1/accept"), IsError = true }),
        (Strand + "/visit", Full("closed meanwhile", TestApp.RapidResponse, "/referrals/{closed}/1/visit") with { IsError = true }),
        (Reference + "/matches/{other}", Full("nothing said", TestApp.Clinician, "/referrals/{matched}") with { Then = Forms.SendWith("/matches/", "same", "perhaps"), IsError = true }),
        ("/hub", new("200 open", () => Scene.Crowded, TestApp.Clinician, "/hub")),
        ("/referrals", new("200 open", () => Scene.Crowded, TestApp.Gp, "/referrals")),
        ("/hub/find", Full("found", TestApp.Clinician, "/hub") with { Then = Forms.Send("/hub/find", "find", "999 000 0018") }),
        ("/hub/find", Empty("not found", TestApp.Clinician, "/hub") with { Then = Forms.Send("/hub/find", "find", "999 000 0018") }),
        ("/hub/find", Full("wrong", TestApp.Clinician, "/hub") with { Then = Forms.Send("/hub/find", "find", "12"), IsError = true }),
        ("/hub/failed", Full("sent again meanwhile", TestApp.Clinician, "/hub/failed") with { Then = Forms.SendWith("/hub/failed", "message", "gone"), IsError = true }),
        ("/capacity", Full("hub", TestApp.Clinician, "/capacity")),
        ("/unmet-need", Full("wrong month", TestApp.Clinician, "/unmet-need?month=soon") with { IsError = true }),
        ("/refer", Full("red flag", TestApp.Gp, "/refer") with { Then = Forms.Tick("redFlags") }),
    ];

    /// <summary>Pages that are never shown: they answer with another.</summary>
    private static readonly string[] OnlyLeadElsewhere = ["/local/sign-out"];

    /// <summary>Who looks at a page that a role may see.</summary>
    private static readonly IReadOnlyDictionary<Role, string> People = new Dictionary<Role, string>
    {
        [Role.Referrer] = TestApp.Gp, [Role.Provider] = TestApp.RapidResponse, [Role.Hub] = TestApp.Clinician, [Role.Commissioner] = TestApp.Commissioner,
    };

    /// <summary>Every state of a page; none where it only leads elsewhere.</summary>
    public static async Task<IReadOnlyList<State>> Of(string route)
    {
        var states = (await Found(route)).Concat(Told.Where(t => t.Route == route).Select(t => t.State)).ToList();
        Assert.True(
            states.Count > 0 || OnlyLeadElsewhere.Contains(route),
            $"The browser tests know no state of the page {route}. Add a line to States.Told that says who sees it where.");
        return states;
    }

    /// <summary>The states that a page has by being there.</summary>
    private static async Task<IEnumerable<State>> Found(string route)
    {
        if (Permissions.For("GET", route) is not { } permission)
            return [];
        var people = permission.IsPublic ? [null] : permission.Allowed.Select(a => People.GetValueOrDefault(a.Role)).OfType<string?>().ToArray();
        var isForm = Permissions.For("POST", route) is not null;
        if (!route.Contains('{', StringComparison.Ordinal))
        {
            State[] shown = [Empty("empty", people[0], route), Full("full", people[0], route), Late("late", people[0], route)];
            return isForm && await Forms.CanBeSentEmpty(shown[1]) ? [.. shown, shown[1].SentEmpty()] : shown;
        }
        var names = (await Scene.Full).References.Keys;
        foreach (var state in from person in people from seen in names select Full(seen, person, Place(route, seen)))
        {
            if (await Forms.IsShown(state))
                return isForm && await Forms.CanBeSentEmpty(state) ? [state, state.SentEmpty()] : [state];
        }
        return [];
    }

    private static string Place(string route, string seen) =>
        route.Replace("{reference}", $"{{{seen}}}", StringComparison.Ordinal).Replace("{strand:int}", "1", StringComparison.Ordinal);

    private static State Empty(string name, string? person, string path) => new(name, () => Scene.Empty, person, path);

    private static State Full(string name, string? person, string path) => new(name, () => Scene.Full, person, path);

    private static State Late(string name, string? person, string path) => new(name, () => Scene.Late, person, path);
}
