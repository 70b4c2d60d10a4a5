using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Tests.Identity;

namespace SinglePointOfReferral.App.Tests.Access;

/// <summary>Who may do what, asked of each route of the API in turn: 401, 403, 403, 404, then what it is for.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private const string Someone = "somebody-else";

    /// <summary>A route, who may use it, one of the same role from another organisation, and a body that it takes.</summary>
    private sealed record Route(string Method, string Path, string By, string? Stranger, object? Body = null, int Status = 200, bool IsForAll = false);

    private static readonly Route[] Routes =
    [
        new("POST", "/api/referrals", TestApp.Gp, null, The.Form, 201),
        new("POST", "/api/triage/preview", TestApp.Gp, null, The.Form),
        new("GET", "/api/referrals", TestApp.Gp, null),
        new("GET", "/api/worklist", TestApp.RapidResponse, null),
        new("GET", "/api/locality", TestApp.Commissioner, null, IsForAll: true),
        new("GET", "/api/account/telephone", TestApp.Gp, null, IsForAll: true),
        new("POST", "/api/account/telephone", TestApp.Gp, null, new { pin = "40938" }, IsForAll: true),
        new("GET", "/api/people", TestApp.Administrator, null),
        new("POST", "/api/people", TestApp.Administrator, null, new { name = "" }, 422),
        new("GET", "/api/people/{id}", TestApp.Administrator, null),
        new("POST", "/api/people/{id}", TestApp.Administrator, null, new { organisation = "POL01", roles = new[] { "referrer", "hub" } }),
        new("POST", "/api/people/{id}/leave", TestApp.Administrator, null),
        new("POST", "/api/people/{id}/return", TestApp.Administrator, null),
        new("POST", "/api/people/{id}/turn-down", TestApp.Administrator, null, null, 404),
        new("GET", "/api/duty-phones", TestApp.Administrator, null),
        new("POST", "/api/services/{service}/duty-phones", TestApp.Administrator, null, new { numbers = new[] { "07700 900 987" } }, 404),
        new("GET", "/api/capacity", TestApp.RapidResponse, null),
        new("POST", "/api/services/{service}/capacity", TestApp.RapidResponse, null, new { number = 12 }, 404),
        new("GET", "/api/closures", TestApp.RapidResponse, null),
        new("POST", "/api/services/{service}/close", TestApp.RapidResponse, null, new { until = "2026-03-03T18:00:00Z", reason = "staff-ill" }, 404),
        new("POST", "/api/services/{service}/open", TestApp.RapidResponse, null, null, 404),
        new("GET", "/api/unmet-need", TestApp.Commissioner, null),
        new("GET", "/api/objections", TestApp.Clinician, null),
        new("POST", "/api/objections", TestApp.Clinician, null, new { nhsNumber = "999 000 0026", wish = "objects", why = "To keep it between us" }, 204),
        new("GET", "/api/measures", TestApp.Commissioner, null, null, 422),
        new("GET", "/api/measures.csv", TestApp.Commissioner, null, null, 422),
        new("GET", "/api/hub/referrals", TestApp.Clinician, null),
        new("POST", "/api/hub/find", TestApp.Clinician, null, new { nhsNumber = "9990000018" }),
        new("GET", "/api/hub/failed-messages", TestApp.Clinician, null),
        new("GET", "/api/hub/calls", TestApp.Clinician, null),
        new("POST", "/api/hub/calls/{call}/done", TestApp.Clinician, null, null, 204),
        new("GET", "/api/hub/people", TestApp.Clinician, null),
        new("GET", "/api/hub/without-owner", TestApp.Clinician, null),
        new("POST", "/api/hub/handover", TestApp.Clinician, null, new { person = "team" }),
        new("POST", "/api/referrals/{reference}/owner", TestApp.Clinician, null, new { person = "nadia-rahman" }),
        new("POST", "/api/hub/failed-messages/{key}/replay", TestApp.Clinician, null, null, 404),
        new("GET", "/api/referrals/{reference}", TestApp.Gp, TestApp.Paramedic),
        new("POST", "/api/referrals/{reference}/additions", TestApp.Paramedic, null, The.Form),
        new("GET", "/api/referrals/{reference}/looked", TestApp.Gp, TestApp.Paramedic),
        new("GET", "/api/referrals/{reference}/looked.csv", TestApp.GovernanceLead, null),
        new("GET", "/api/governance/acts", TestApp.GovernanceLead, null),
        new("GET", "/api/governance/people/{person}/looked", TestApp.GovernanceLead, null),
        new("GET", "/api/governance/people/{person}/looked.csv", TestApp.GovernanceLead, null),
        new("GET", "/api/referrals/{reference}/explanation", TestApp.Gp, TestApp.Paramedic),
        new("POST", "/api/referrals/{reference}/late", TestApp.RapidResponse, TestApp.Reablement, new { clock = "two-hours", strand = 1, reason = "travel" }, 409),
        new("POST", "/api/referrals/{reference}/late/acknowledge", TestApp.RapidResponse, TestApp.Reablement, null, 409),
        new("POST", "/api/referrals/{reference}/matches/{other}", TestApp.Clinician, null, new { same = true }, 404),
        new("POST", "/api/referrals/{reference}/merge", TestApp.Clinician, null, new { into = "48217739" }, 409),
        new("POST", "/api/referrals/{reference}/messages", TestApp.Gp, TestApp.Paramedic, new { text = "When?", answerWanted = true }),
        new("POST", "/api/referrals/{reference}/strands/{strand:int}/answer", TestApp.Clinician, null, new { service = "befriending", answer = "accepted", toldBy = "Jo" }, 409),
        new("POST", "/api/referrals/{reference}/correct", TestApp.Gp, TestApp.Paramedic, new { reasonForChange = "Misheard", changes = new { name = "Edith Elder" } }),
        new("POST", "/api/referrals/{reference}/strands/{strand:int}/accept", TestApp.RapidResponse, TestApp.Reablement),
        new("POST", "/api/referrals/{reference}/strands/{strand:int}/eta", TestApp.RapidResponse, TestApp.Reablement, new { minutes = 40 }),
        new("POST", "/api/referrals/{reference}/strands/{strand:int}/visit", TestApp.RapidResponse, TestApp.Reablement),
        new("POST", "/api/referrals/{reference}/strands/{strand:int}/attempts", TestApp.RapidResponse, TestApp.Reablement, new { reason = "other" }, 409),
        new("POST", "/api/referrals/{reference}/strands/{strand:int}/goals", TestApp.RapidResponse, TestApp.Reablement, new { goals = new[] { new { words = "To cook" } } }),
        new("POST", "/api/referrals/{reference}/strands/{strand:int}/reviews", TestApp.RapidResponse, TestApp.Reablement, new { note = "Well" }),
        new("POST", "/api/referrals/{reference}/strands/{strand:int}/extension", TestApp.RapidResponse, TestApp.Reablement, new { until = "2026-04-20", reason = "Slower", approvedBy = "Sam Lee" }),
        new("POST", "/api/referrals/{reference}/follow-ups/{followUp}", TestApp.RapidResponse, TestApp.Reablement, new { result = "at-home" }, 404),
        new("POST", "/api/referrals/{reference}/strands/{strand:int}/decline", TestApp.RapidResponse, TestApp.Reablement, new { reason = "other" }, 409),
        new("POST", "/api/referrals/{reference}/strands/{strand:int}/offer", TestApp.Clinician, null, new { service = "befriending", reason = "Near" }, 409),
        new("POST", "/api/referrals/{reference}/strands/{strand:int}/override", TestApp.Clinician, null, new { pathway = "advice", urgency = "routine", reason = "Near" }, 409),
        new("POST", "/api/referrals/{reference}/strands/{strand:int}/close", TestApp.RapidResponse, TestApp.Reablement, new { outcome = "same-support" }),
        new("POST", "/api/referrals/{reference}/withdraw", TestApp.Gp, TestApp.Paramedic, new { reason = "other" }, 409),
        new("POST", "/api/referrals/{reference}/strands", TestApp.RapidResponse, TestApp.Reablement, new { pathway = "reablement", urgency = "routine", reason = "To walk again" }),
    ];

    private static readonly string Nadia = SignIns.Entra("11111111-aaaa-4bbb-8ccc-222222222222", "Nadia Rahman");

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Each_route_asks_who_is_there_what_they_are_and_what_they_have_to_do_with_it()
    {
        var reference = await app.Refer();
        await app.Settle();
        foreach (var route in Routes)
        {
            Assert.Equal((route, 401), (route, (await Try(route, null, reference)).AssertProblem().Status));
            Assert.Equal((route, 401), (route, (await Try(route, Someone, reference)).AssertProblem().Status));
            var outsider = route.By == TestApp.Commissioner ? TestApp.Gp : TestApp.Commissioner;
            if (!route.IsForAll)
                Assert.Equal((route, 403), (route, (await Try(route, outsider, reference)).AssertProblem().Status));
            if (route.Stranger is not null)
                Assert.Equal((route, 403), (route, (await Try(route, route.Stranger, reference)).AssertProblem().Status));
            foreach (var unknown in new[] { "48217739", "48217731", "x", "%20", "%23" }.Where(_ => route.Path.Contains("{reference}", StringComparison.Ordinal)))
                Assert.Equal((route, 404), (route, (await Try(route, route.By, unknown)).AssertProblem().Status));
            Assert.Equal((route, route.Status), (route, (await Try(route, route.By, reference)).Status));
            await app.Settle();
        }
    }

    [Fact]
    public void Each_route_of_the_API_is_asked() => Assert.Equal(
        Permissions.All.Where(p => p.Route.StartsWith("/api", StringComparison.Ordinal)).SelectMany(p => p.Methods.Select(m => $"{m} {p.Route}")).Order(),
        Routes.Select(r => $"{r.Method} {r.Path}").Order());

    [Fact]
    public async Task The_hub_sees_and_changes_what_others_referred()
    {
        var reference = await app.Refer(by: TestApp.Paramedic);
        Assert.Equal(200, (await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}")).Status);
        Assert.Equal(200, (await app.As(TestApp.Clinician).Tell($"/api/referrals/{reference}/withdraw", new { reason = "other" })).Status);
        Assert.Equal(201, (await app.As(TestApp.Clinician).Tell("/api/referrals", The.Form)).Status);
    }

    [Fact]
    public async Task Whoever_looks_leaves_a_row_that_says_who_what_and_from_where_and_so_does_whoever_is_signed_in_and_refused()
    {
        var reference = await app.Refer();
        await app.Settle();
        await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}");
        await app.As(TestApp.RapidResponse).Ask($"/api/referrals/{reference}");
        await app.As(TestApp.Paramedic).Ask($"/api/referrals/{reference}");
        await app.As(TestApp.Commissioner).Ask($"/api/referrals/{reference}");
        await app.As(null).Ask($"/api/referrals/{reference}");
        await app.As(TestApp.Gp).Ask("/api/governance/acts");
        var rows = (await app.Ground.Audited()).Where(v => v["act"] != "recorded").ToList();

        Assert.Equal(
            [$"viewed amara-okafor F81001 {reference}", $"viewed grace-lindqvist RRT01 {reference}", $"refused tom-bright RYC01 {reference}", "refused jo-fenwick SOS01 ", "refused amara-okafor F81001 "],
            rows.Select(v => $"{v["act"]} {v["by"]} {v["organisation"]} {v["about"]}"));
        Assert.All(rows.Take(4), v => Assert.Equal("GET /api/referrals/{reference}", v["what"]));
        Assert.All(rows, v => Assert.StartsWith("2026-03-03T09:00:00", v.Key));
        Assert.All(rows, v => Assert.Equal(("20260303", "API 127.0.0.1"), (v.Partition, v["from"])));
    }

    [Fact]
    public async Task In_the_demonstration_a_principal_from_outside_is_not_believed()
    {
        foreach (var header in new[] { Nadia, ClientPrincipal.Write(TestApp.Clinician, "Nadia Rahman") })
            Assert.Equal(401, (await app.AskAs(header, "/api/hub/referrals")).Status);
        Assert.Equal(200, (await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Status);
    }

    [Theory]
    [InlineData(true, true, 200)]
    [InlineData(true, false, 401)]
    [InlineData(false, true, 401)]
    public async Task Elsewhere_a_principal_is_believed_only_where_the_platform_writes_it(bool underHost, bool platformSignIn, int status)
    {
        await using var real = await TestApp.Start(mode: new RunMode(IsDemonstration: false, underHost, platformSignIn));
        await real.LetIn(Nadia, "SPR01", Role.Hub);
        Assert.Equal(status, (await real.AskAs(Nadia, "/api/hub/referrals")).Status);
        Assert.Equal(401, (await real.As(TestApp.Clinician).Ask("/api/hub/referrals")).Status);
    }

    [Fact]
    public async Task Outside_the_demonstration_there_is_nothing_at_local()
    {
        await using var real = await TestApp.Start(mode: new RunMode(IsDemonstration: false, IsUnderFunctionsHost: true, HasPlatformSignIn: true));
        foreach (var path in new[] { "/local/sign-in", "/local/sms" })
            Assert.Equal(404, (await real.AskAs(Nadia, path)).Status);
        Assert.Contains((await real.AskAs(Nadia, "/local/sign-out", HttpMethod.Post)).Status, new[] { 404, 405 });
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("bnVsbA==")]
    [InlineData("e30=")]
    [InlineData("eyJjbGFpbXMiOltudWxsXX0=")]
    [InlineData("eyJjbGFpbXMiOiJ4In0=")]
    [InlineData("eyJjbGFpbXMiOltudWxsLHsidHlwIjpudWxsfV19")]
    public void A_header_that_tells_nobody_is_nobody(string header) =>
        Assert.All(new[] { true, false }, isDemonstration => Assert.Null(ClientPrincipal.Read(header, SignIns.Key, isDemonstration)));

    private async Task<Answer> Try(Route route, string? by, string reference)
    {
        var path = route.Path.Replace("{reference}", reference, StringComparison.Ordinal)
            .Replace("{strand:int}", "1", StringComparison.Ordinal).Replace("{key}", "no-such-key", StringComparison.Ordinal)
            .Replace("{other}", "48217739", StringComparison.Ordinal).Replace("{id}", "ben-tully", StringComparison.Ordinal)
            .Replace("{service}", "no-such-service", StringComparison.Ordinal);
        return route.Method == "GET" ? await app.As(by).Ask(path) : await app.As(by).Tell(path, route.Body);
    }
}
