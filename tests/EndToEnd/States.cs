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
        .. from seen in new[] { ("offered", TestApp.RapidResponse), ("visited", TestApp.RapidResponse), ("closed", TestApp.Gp), ("withdrawn", TestApp.Gp), ("with-hub", TestApp.Clinician), ("emergency", TestApp.Clinician), ("matched", TestApp.Clinician), ("long", TestApp.Clinician),
                ("asked", TestApp.RapidResponse), ("not-in", TestApp.RapidResponse), ("supported", TestApp.RapidResponse), ("cut-short", TestApp.Clinician), ("followed", TestApp.RapidResponse), ("kept", TestApp.Clinician), ("merged", TestApp.Gp) }
           select (Reference, Full($"{seen.Item1}, {seen.Item2}", seen.Item2, $"/referrals/{{{seen.Item1}}}")),
        (Reference, Late("late", TestApp.Clinician, "/referrals/{accepted}")),
        (Reference + "/late", Late("late", TestApp.RapidResponse, "/referrals/{accepted}/late")),
        (Reference + "/late", Late("sent empty", TestApp.RapidResponse, "/referrals/{accepted}/late") with { Then = Forms.SendEmpty, IsError = true }),
        (Reference + "/late", Full("nothing late", TestApp.RapidResponse, "/referrals/{accepted}/late") with { IsError = true }),
        (Reference + "/late/acknowledge", Full("nothing late", TestApp.Clinician, "/referrals/{offered}") with { Then = Forms.SendTo("/take", "/referrals/{offered}/late/acknowledge"), IsError = true }),
        (Reference + "/withdraw", Full("closed meanwhile", TestApp.Gp, "/referrals/{closed}/withdraw") with { IsError = true }),
        (Strand + "/accept", Full("closed meanwhile", TestApp.RapidResponse, "/referrals/{offered}") with { Then = Forms.SendTo("/accept", "/referrals/{closed}/1/accept"), IsError = true }),
        (Strand + "/visit", Full("closed meanwhile", TestApp.RapidResponse, "/referrals/{closed}/1/visit") with { IsError = true }),
        (Strand + "/decline", Full("changed meanwhile", TestApp.RapidResponse, "/referrals/{offered}/1/decline") with { Then = Forms.SendLate("/referrals/{accepted}/1/decline", "note", "No."), IsError = true }),
        (Strand + "/visit", Full("tried before", TestApp.RapidResponse, "/referrals/{not-in}/1/visit")),
        (Strand + "/goals", Full("agreed before", TestApp.RapidResponse, "/referrals/{supported}/1/goals")),
        (Strand + "/review", Full("with goals", TestApp.RapidResponse, "/referrals/{supported}/1/review")),
        (Strand + "/close", Full("with goals", TestApp.RapidResponse, "/referrals/{supported}/1/close")),
        (Strand + "/close", Full("more, wrong", TestApp.RapidResponse, "/referrals/{visited}/1/close") with { Then = Forms.CloseWithMore, IsError = true }),
        (Strand + "/close", Full("by the hub", TestApp.Clinician, "/referrals/{with-hub}/1/close")),
        (Strand + "/extend", Full("not seen yet", TestApp.RapidResponse, "/referrals/{accepted}/1/extend") with { IsError = true }),
        (Reference + "/follow-up/{followUp}", Full("due", TestApp.RapidResponse, "/referrals/{followed}/follow-up/three-weeks")),
        (Reference + "/follow-up/{followUp}", Full("sent empty", TestApp.RapidResponse, "/referrals/{followed}/follow-up/three-weeks") with { Then = Forms.SendEmpty, IsError = true }),
        (Reference + "/follow-up/{followUp}", Full("not due", TestApp.RapidResponse, "/referrals/{followed}/follow-up/six-weeks") with { IsError = true }),
        (Strand + "/answer", Full("accepted meanwhile", TestApp.Clinician, "/referrals/{accepted}/1/answer")),
        (Strand + "/override", Full("seen meanwhile", TestApp.Clinician, "/referrals/{visited}/1/override") with { IsError = true }),
        (Strand + "/offer", Full("from the hub", TestApp.Clinician, "/referrals/{with-hub}/1/offer")),
        (Strand + "/offer", Full("seen meanwhile", TestApp.Clinician, "/referrals/{visited}/1/offer") with { IsError = true }),
        (Reference + "/correct", Full("cut short", TestApp.Clinician, "/referrals/{cut-short}/correct")),
        (Reference + "/correct", Full("cut short, sent empty", TestApp.Clinician, "/referrals/{cut-short}/correct") with { Then = Forms.SendEmpty, IsError = true }),
        (Reference + "/message", Full("answer", TestApp.Gp, "/referrals/{asked}") with { Then = Forms.Follow("/message?to=") }),
        (Reference + "/message", Full("answer, sent empty", TestApp.Gp, "/referrals/{asked}") with { Then = Forms.Follow("/message?to=", andSendEmpty: true), IsError = true }),
        (Reference + "/message", Full("closed meanwhile", TestApp.Gp, "/referrals/{offered}/message") with { Then = Forms.SendLate("/referrals/{closed}/message", "text", "Is she well?"), IsError = true }),
        (Reference + "/print", Full("supported", TestApp.RapidResponse, "/referrals/{supported}/print")),
        (Reference + "/print", Full("cut short", TestApp.Clinician, "/referrals/{cut-short}/print")),
        (Reference + "/owner", Full("owned", TestApp.Clinician, "/referrals/{with-hub}/owner")),
        (Reference + "/owner", Full("closed meanwhile", TestApp.Clinician, "/referrals/{closed}/owner") with { IsError = true }),
        (Reference + "/take", Full("closed meanwhile", TestApp.Clinician, "/referrals/{offered}") with { Then = Forms.SendTo("/take", "/referrals/{closed}/take"), IsError = true }),
        (Reference + "/merge/{other}", Full("two of one person", TestApp.Clinician, "/referrals/{same}/merge/{kept}")),
        (Reference + "/merge/{other}", Full("sent empty", TestApp.Clinician, "/referrals/{same}/merge/{kept}") with { Then = Forms.SendEmpty, IsError = true }),
        (Reference + "/merge/{other}", Full("merged meanwhile", TestApp.Clinician, "/referrals/{merged}/merge/{kept}")),
        (Reference + "/merge/{other}", Full("not of one person", TestApp.Clinician, "/referrals/{offered}/merge/{accepted}") with { IsError = true }),
        (Reference + "/matches/{other}", Full("nothing said", TestApp.Clinician, "/referrals/{matched}") with { Then = Forms.SendWith("/matches/", "same", "perhaps"), IsError = true }),
        ("/hub", new("200 open", () => Scene.Crowded, TestApp.Clinician, "/hub")),
        ("/referrals", new("200 open", () => Scene.Crowded, TestApp.Gp, "/referrals")),
        ("/hub/print", new("200 open", () => Scene.Crowded, TestApp.Clinician, "/hub/print")),
        ("/hub", Full("none of them", TestApp.Clinician, "/hub?waiting=triage")),
        ("/hub", Full("only mine", TestApp.Clinician, "/hub?owner=me")),
        ("/hub/find", Full("found by name", TestApp.Clinician, "/hub") with { Then = Forms.Send("/hub/find", "find", "Edith") }),
        ("/hub/find", Full("found", TestApp.Clinician, "/hub") with { Then = Forms.Send("/hub/find", "find", "999 000 0018") }),
        ("/hub/find", Empty("not found", TestApp.Clinician, "/hub") with { Then = Forms.Send("/hub/find", "find", "999 000 0018") }),
        ("/hub/find", Full("wrong", TestApp.Clinician, "/hub") with { Then = Forms.Send("/hub/find", "find", "12"), IsError = true }),
        ("/hub/failed", Full("sent again meanwhile", TestApp.Clinician, "/hub/failed") with { Then = Forms.SendWith("/hub/failed", "message", "gone"), IsError = true }),
        ("/objections", Full("governance lead", TestApp.GovernanceLead, "/objections?done=objects")),
        ("/capacity", Full("hub", TestApp.Clinician, "/capacity")),
        ("/capacity", Full("closed with nothing said", TestApp.RapidResponse, "/capacity") with { Then = Forms.CloseWithNothing("rapid-response-east"), IsError = true }),
        ("/refer", Full("check answers", TestApp.Gp, "/refer") with { Then = Forms.CheckAnswers }),
        ("/refer", Full("hub", TestApp.Clinician, "/refer")),
        ("/refer", Full("hub, nothing taken down", TestApp.Clinician, "/refer") with { Then = Forms.SendBy("/refer?handler=incomplete"), IsError = true }),
        ("/refer", Full("hub, from a call", TestApp.Clinician, "/refer?call=CA1")),
        ("/refer", Full("hub, from a call that is gone", TestApp.Clinician, "/refer?call=gone")),
        ("/account/telephone", Full("locked", "dev-patel", "/account/telephone")),
        ("/account/telephone", Full("locked, sent empty", "dev-patel", "/account/telephone") with { Then = Forms.SendEmpty, IsError = true }),
        ("/account/telephone", Full("provider", TestApp.RapidResponse, "/account/telephone")),
        (Reference, Full("not reached, hub", TestApp.Clinician, "/referrals/{not-reached}")),
        (Reference, Full("texts, hub", TestApp.Clinician, "/referrals/{closed}")),
        ("/local/phone", Full("in a call", TestApp.Paramedic, "/local/phone") with { Then = Keypad.Ring() }),
        ("/local/phone", Full("in the middle of a number", TestApp.Paramedic, "/local/phone") with { Then = Keypad.Ring("4", "8") }),
        ("/local/phone", Full("said nothing", TestApp.Paramedic, "/local/phone") with { Then = Keypad.Ring("wait") }),
        ("/local/phone", Full("put through", TestApp.Paramedic, "/local/phone") with { Then = Keypad.Ring("0", "#") }),
        ("/local/phone", Full("put through in vain", TestApp.Paramedic, "/local/phone") with { Then = Keypad.Ring("0", "#", "unanswered") }),
        ("/local/phone", Full("hung up", TestApp.Paramedic, "/local/phone") with { Then = Keypad.Ring("hang-up") }),
        ("/local/phone", Full("no keys of a telephone", TestApp.Paramedic, "/local/phone") with { Then = Keypad.RingAndType("press 1"), IsError = true }),
        ("/people", Full("found", TestApp.Administrator, "/people") with { Then = Forms.Send("/people", "find", "estuary") }),
        ("/people/{id}", Full("waiting", TestApp.Administrator, "/people/new-nurse")),
        ("/people/{id}", Full("waiting, sent empty", TestApp.Administrator, "/people/new-nurse") with { Then = Forms.SendEmpty, IsError = true }),
        ("/people/{id}", Full("turned down", TestApp.Administrator, "/people/turned-down")),
        ("/people/{id}", Full("on the list", TestApp.Administrator, "/people/kit-walker")),
        ("/people/{id}", Full("the last administrator", TestApp.Administrator, "/people/imran-shah") with { Then = Forms.SendWith("/people/imran-shah", "do", "leave"), IsError = true }),
        ("/people/{id}", Full("has left", TestApp.Administrator, "/people/ben-tully")),
        ("/duty-phones", Full("just set", TestApp.Administrator, "/duty-phones?done=befriending")),
        ("/governance", Full("broken glass to review", TestApp.GovernanceLead, "/governance")),
        (Reference + "/break-glass", Full("no part in it", TestApp.Paramedic, "/referrals/{offered}/break-glass")),
        (Reference + "/break-glass", Full("no part in it, sent empty", TestApp.Paramedic, "/referrals/{offered}/break-glass") with { Then = Forms.SendEmpty, IsError = true }),
        (Reference + "/break-glass/{glass:int}", Full("to review", TestApp.GovernanceLead, "/governance") with { Then = Forms.Follow("/break-glass/") }),
        (Reference + "/break-glass/{glass:int}", Full("to review, sent empty", TestApp.GovernanceLead, "/governance") with { Then = Forms.Follow("/break-glass/", andSendEmpty: true), IsError = true }),
        ("/governance", Full("wrong days and reference", TestApp.GovernanceLead, "/governance?reference=12&from=soon") with { IsError = true }),
        ("/governance/person/{person}", Full("looked and was refused", TestApp.GovernanceLead, $"/governance/person/{TestApp.Gp}")),
        ("/governance/person/{person}", Full("nobody we know", TestApp.GovernanceLead, "/governance/person/nobody")),
        ("/governance/person/{person}", Full("wrong days", TestApp.GovernanceLead, $"/governance/person/{TestApp.Gp}?from=2026-03-03&to=2026-03-01") with { IsError = true }),
        (Reference + "/looked", Full("hub", TestApp.Clinician, "/referrals/{offered}/looked")),
        (Reference + "/looked", Full("governance lead", TestApp.GovernanceLead, "/referrals/{offered}/looked")),
        (Reference + "/looked", Full("wrong days", TestApp.GovernanceLead, "/referrals/{offered}/looked?to=soon") with { IsError = true }),
        ("/unmet-need", Full("wrong month", TestApp.Clinician, "/unmet-need?month=soon") with { IsError = true }),
        ("/refer", Full("red flag", TestApp.Gp, "/refer") with { Then = Forms.Tick("redFlags") }),
    ];

    /// <summary>Pages that are never shown: they answer with another.</summary>
    private static readonly string[] OnlyLeadElsewhere = ["/local/sign-out", "/hub/calls/{call}/done"];

    /// <summary>Who looks at a page that a role may see.</summary>
    private static readonly IReadOnlyDictionary<Role, string> People = new Dictionary<Role, string>
    {
        [Role.Referrer] = TestApp.Gp, [Role.Provider] = TestApp.RapidResponse, [Role.Hub] = TestApp.Clinician, [Role.Commissioner] = TestApp.Commissioner,
        [Role.Administrator] = TestApp.Administrator,
        [Role.GovernanceLead] = TestApp.GovernanceLead,
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
        if (route.Contains("{other}", StringComparison.Ordinal) || route.Contains("{followUp}", StringComparison.Ordinal) || route.Contains("{id}", StringComparison.Ordinal)
            || route.Contains("{person}", StringComparison.Ordinal))
            return [];
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
