using System.Collections.Concurrent;
using SinglePointOfReferral.App.Audit;

namespace SinglePointOfReferral.App.Tests.Access;

/// <summary>Every route, every role, and everything that the organisation of whoever asks can have to do with a referral: asked over HTTP.</summary>
public sealed class MatrixTests : IAsyncLifetime
{
    private const string Nowhere = "48217739";
    private const string OneOrganisation = "RRT01";

    /// <summary>One of each role, all of one organisation, so that only the role makes the difference.</summary>
    private static readonly Dictionary<Role, string> People = new()
    {
        [Role.Referrer] = "helen-marsh", [Role.Provider] = TestApp.RapidResponse, [Role.Hub] = TestApp.Clinician,
        [Role.Commissioner] = TestApp.Commissioner, [Role.Administrator] = TestApp.Administrator, [Role.GovernanceLead] = TestApp.GovernanceLead,
    };

    private static readonly string[] Asked =
        [.. Permissions.All.Where(p => p is { IsPublic: false, IsSigned: false, IsForHost: false }).SelectMany(p => p.Methods.Select(m => $"{m} {p.Route}"))];

    private readonly Dictionary<With, string> references = new() { [With.None] = Nowhere };
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        foreach (var (role, person) in People)
        {
            var moved = await app.As(TestApp.Administrator).Tell($"/api/people/{person}", new { organisation = OneOrganisation, roles = new[] { Domain.Code.Of(role) } });
            Assert.Equal(200, moved.Status);
        }
        var nurse = app.As(TestApp.RapidResponse);
        foreach (var with in new[] { With.ClosedLongAgo, With.DeclinedLongAgo })
            references[with] = await app.Refer(The.Form with { NhsNumber = null });
        await app.Settle();
        var closed = $"/api/referrals/{references[With.ClosedLongAgo]}/strands/1";
        foreach (var (path, body) in new (string, object?)[] { ($"{closed}/accept", null), ($"{closed}/visit", null), ($"{closed}/close", new { outcome = "same-support" }), ($"/api/referrals/{references[With.DeclinedLongAgo]}/strands/1/decline", new { reason = "other" }) })
            Assert.Equal(200, (await nurse.Tell(path, body)).Status);
        await app.Settle();
        app.Clock.Advance(TimeSpan.FromDays(30));
        references[With.Own] = await app.Refer(Lonely, by: People[Role.Referrer]);
        references[With.Others] = await app.Refer(Lonely);
        references[With.Offered] = await app.Refer(The.Form with { NhsNumber = null });
        await app.Settle();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    /// <summary>Nothing that the one organisation has a service for.</summary>
    private static Domain.Intake.ReferralForm Lonely => The.Form with { NhsNumber = null, Reason = "loneliness", HowSoon = "routine" };

    [Fact]
    public void Every_route_that_asks_who_is_there_stands_in_the_matrix_and_nothing_else_does() => Assert.Equal(Asked.Order(), Matrix.Routes.Order());

    [Fact]
    public async Task Each_route_is_answered_to_each_role_as_the_matrix_says_and_nothing_changes()
    {
        var before = await Versions();
        var cells = (from route in Asked
                     from role in People.Keys
                     from with in route.Contains("{reference}", StringComparison.Ordinal) ? Enum.GetValues<With>() : [With.None]
                     select (Route: route, Role: role, With: with)).ToList();
        Assert.True(cells.Count >= 400, $"{cells.Count} cells.");
        var clients = People.ToDictionary(p => p.Key, p => app.As(p.Value));
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (cell, _) =>
        {
            var answer = await Ask(clients[cell.Role], cell.Route, references[cell.With]);
            var expected = Matrix.Expected(cell.Route, cell.Role, cell.With);
            if (Told(answer) != expected)
                wrong.Add($"{cell.Route}, {cell.Role}, {cell.With}: {expected} expected, {answer.Status} answered");
        });
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order()));
        Assert.Equal(before, await Versions());
    }

    /// <summary>Sends nothing that could be done: a form without its token, or an empty body for a version that there never is.</summary>
    private static Task<Answer> Ask(HttpClient http, string route, string reference)
    {
        var (method, path) = route.Split(' ') is [var m, var p] ? (m, p) : throw new FormatException(route);
        path = path.Replace("{reference}", reference, StringComparison.Ordinal).Replace("{strand:int}", "1", StringComparison.Ordinal).Replace("{other}", Nowhere, StringComparison.Ordinal)
            .Replace("{followUp}", "three-weeks", StringComparison.Ordinal).Replace("{service}", "no-such-service", StringComparison.Ordinal).Replace("{key}", "no-such-key", StringComparison.Ordinal)
            .Replace("{call}", "CA0", StringComparison.Ordinal).Replace("{glass:int}", "1", StringComparison.Ordinal).Replace("{id}", "nobody-here", StringComparison.Ordinal).Replace("{person}", "nobody-here", StringComparison.Ordinal);
        return method == "GET" ? http.Ask(path) : http.Tell(path, new { }, ("If-Match", "\"0\""));
    }

    /// <summary>What the gate made of a request: 200 where it let it in, whatever came of it there.</summary>
    private static int Told(Answer answer) => answer.Status switch
    {
        401 or 403 => answer.Status,
        404 when answer.Body.Contains("There is no referral of that reference", StringComparison.Ordinal) => 404,
        < 500 => 200,
        _ => answer.Status,
    };

    private async Task<string> Versions()
    {
        var hub = app.As(TestApp.Clinician);
        var versions = new List<string>();
        foreach (var (with, reference) in references.Where(r => r.Key is not With.None))
            versions.Add($"{with} {(await hub.Ask($"/api/referrals/{reference}"))["version"]}");
        return string.Join(", ", versions) + await app.Ground.Rows("staffpeople", "dutyphones", "capacity");
    }
}
