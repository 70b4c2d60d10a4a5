using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Identity;

namespace SinglePointOfReferral.App.Tests.Identity;

/// <summary>Joiners, leavers and roles, as the platform's sign-in and the administrator make them.</summary>
public sealed class PeopleTests : IAsyncLifetime
{
    private const string Board = "/api/hub/referrals";
    private static readonly string Ann = SignIns.Entra("11111111-aaaa-4bbb-8ccc-000000000001", "Ann Lee");
    private static readonly string Boss = SignIns.Entra("11111111-aaaa-4bbb-8ccc-000000000002", "Boss One");
    private static readonly string Other = SignIns.Entra("11111111-aaaa-4bbb-8ccc-000000000003", "Boss Two");

    private readonly Ground ground = Ground.Embedded();
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.Start(ground, SignIns.Platform);
        await app.LetIn(Boss, "SPR01", Role.Administrator);
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await ground.DisposeAsync();
    }

    [Fact]
    public async Task Roles_and_organisation_that_a_header_claims_are_not_believed()
    {
        var claims = SignIns.Entra("11111111-aaaa-4bbb-8ccc-000000000001", "Ann Lee", SignIns.Tenant, ("roles", "hub"), ("organisation", "SPR01"));
        Assert.Equal(403, (await app.AskAs(claims, Board)).Status);
        await app.LetIn(Ann, "F81001", Role.Referrer);
        Assert.Equal(403, (await app.AskAs(claims, Board)).Status);
        Assert.Equal(200, (await app.AskAs(claims, "/api/referrals")).Status);
    }

    [Fact]
    public async Task Whoever_is_not_on_the_list_is_told_so_and_noted_once_and_let_in()
    {
        var page = await app.AskAs(Ann, "/");
        Assert.Equal(403, page.Status);
        Assert.Contains("You are signed in, but not on this service&#x27;s list yet", page.Body.Replace("&#39;", "&#x27;"), StringComparison.Ordinal);
        Assert.Contains("You signed in as Ann Lee. The administrator has been asked", page.Body, StringComparison.Ordinal);
        Assert.Contains("href=\"/.auth/logout\"", page.Body, StringComparison.Ordinal);
        var refused = (await app.AskAs(Ann, Board)).AssertProblem();
        Assert.DoesNotContain("Ann", refused.Body, StringComparison.Ordinal);
        Assert.Equal(403, (await app.AskAs(Ann, "/refer")).Status);

        var waiting = await app.AskAs(Boss, "/api/people");
        Assert.Equal(("Ann Lee", "Ann.Lee@example.nhs.uk"), (Assert.Single(waiting.Each("waiting", "name")), waiting["waiting.0.email"]));
        Assert.Equal(422, (await LetAnnIn(new { organisation = "F81001", roles = Array.Empty<string>() })).Status);
        Assert.Equal(422, (await LetAnnIn(new { organisation = "NOWHERE", roles = new[] { "hub" } })).Status);
        Assert.Equal(200, (await LetAnnIn(new { organisation = "SPR01", roles = new[] { "hub" } })).Status);
        Assert.Equal(200, (await app.AskAs(Ann, Board)).Status);
        Assert.Empty((await app.AskAs(Boss, "/api/people")).Each("waiting", "name"));
    }

    [Fact]
    public async Task Whoever_is_turned_down_is_told_and_does_not_wait_again()
    {
        await app.AskAs(Ann, Board);
        Assert.Equal(204, (await app.TellAs(Boss, Path(Ann) + "/turn-down")).Status);
        Assert.Contains("has not let you in", (await app.AskAs(Ann, "/")).Body, StringComparison.Ordinal);
        Assert.Equal(["True"], (await app.AskAs(Boss, "/api/people")).Each("waiting", "isTurnedDown"));
        Assert.Equal(200, (await LetAnnIn(new { organisation = "SPR01", roles = new[] { "hub" } })).Status);
        Assert.Equal(200, (await app.AskAs(Ann, Board)).Status);
    }

    [Fact]
    public async Task A_leaver_is_refused_at_once_here_and_within_a_minute_elsewhere()
    {
        await app.LetIn(Ann, "SPR01", Role.Hub);
        await using var second = await TestApp.Start(ground, SignIns.Platform);
        Assert.Equal(200, (await second.AskAs(Ann, Board)).Status);
        Assert.Equal(200, (await app.TellAs(Boss, Path(Ann) + "/leave")).Status);
        Assert.Equal(403, (await app.AskAs(Ann, Board)).Status);
        Assert.Contains("no longer on this service", (await app.AskAs(Ann, "/")).Body, StringComparison.Ordinal);
        ground.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(403, (await second.AskAs(Ann, Board)).Status);
        Assert.Equal(200, (await app.TellAs(Boss, Path(Ann) + "/return")).Status);
        Assert.Equal(200, (await app.AskAs(Ann, Board)).Status);
    }

    [Fact]
    public async Task A_person_costs_one_read_a_minute_and_no_more()
    {
        await app.LetIn(Ann, "SPR01", Role.Hub);
        var before = ground.Trips;
        for (var i = 0; i < 3; i++)
            await app.AskAs(Ann, "/api/locality");
        Assert.Equal(new Trips(1, 0, 0), ground.Trips - before);
        await app.AskAs(Ann, "/health/live");
        Assert.Equal(new Trips(1, 0, 0), ground.Trips - before);
    }

    [Fact]
    public async Task The_last_administrator_stays_one_whoever_asks_and_however_many_at_once()
    {
        object hub = new { organisation = "SPR01", roles = new[] { "hub" } };
        Assert.Equal(409, (await app.TellAs(Boss, Path(Boss), hub)).AssertProblem().Status);
        Assert.Equal(409, (await app.TellAs(Boss, Path(Boss) + "/leave")).Status);
        await app.LetIn(Other, "SPR01", Role.Administrator);
        var answers = await Task.WhenAll(app.TellAs(Boss, Path(Boss), hub), app.TellAs(Other, Path(Other), hub));
        Assert.Equal([200, 409], answers.Select(a => a.Status).Order());
        Assert.True(await app.Get<People>().HasAdministrator(default));
    }

    [Fact]
    public async Task A_change_is_told_of_once_with_what_was_before_and_in_the_audit()
    {
        await app.LetIn(Ann, "F81001", Role.Referrer);
        ground.Clock.Advance(TimeSpan.FromMinutes(5));
        object same = new { organisation = "SPR01", roles = new[] { "hub", "referrer" } };
        Assert.Equal(200, (await app.TellAs(Boss, Path(Ann), same)).Status);
        Assert.Equal(200, (await app.TellAs(Boss, Path(Ann), same)).Status);
        var history = await app.AskAs(Boss, Path(Ann));
        Assert.Equal(["changed", "let-in"], history.Each("history", "act"));
        Assert.Equal(("Boss One", "F81001", "SPR01"), (history["history.0.by"], history["history.0.was.organisation"], history["history.0.is.organisation"]));
        var log = await ground.Rows(AuditLog.Table);
        Assert.Single(log.Split('\n'), row => row.Contains("about=person-" + SignIns.IdOf(Ann), StringComparison.Ordinal) && row.Contains("act=changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_administrator_is_one_until_there_is_another()
    {
        await using var empty = Ground.Embedded();
        await using var fresh = await TestApp.Start(empty, SignIns.Platform, firstAdministrator: "11111111-AAAA-4BBB-8CCC-000000000001");
        Assert.Equal(403, (await fresh.AskAs(Boss, "/api/people")).Status);
        empty.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(403, (await fresh.AskAs(Ann, Board)).Status);
        Assert.Equal(["Boss One", "Ann Lee"], (await fresh.AskAs(Ann, "/api/people")).Each("waiting", "name"));
        Assert.Equal(200, (await fresh.TellAs(Ann, Path(Boss), new { organisation = "SPR01", roles = new[] { "administrator" } })).Status);
        Assert.Equal(403, (await fresh.AskAs(Ann, "/api/people")).Status);
        Assert.Equal(200, (await fresh.AskAs(Boss, "/api/people")).Status);
    }

    [Fact]
    public async Task A_system_does_what_both_its_token_and_the_list_name_for_the_organisation_of_the_list()
    {
        const string Client = "22222222-aaaa-4bbb-8ccc-000000000001";
        var added = await app.TellAs(Boss, "/api/people", new { client = Client, tenant = SignIns.Tenant, name = "Booking", organisation = "F81001", roles = new[] { "referrer", "hub" } });
        Assert.Equal((201, SignIns.IdOf(SignIns.System(Client))), (added.Status, added["id"]));
        Assert.Equal(409, (await app.TellAs(Boss, "/api/people", new { client = Client, tenant = SignIns.Tenant, name = "Booking", organisation = "F81001", roles = new[] { "hub" } })).Status);
        Assert.Equal(422, (await app.TellAs(Boss, "/api/people", new { client = "x", tenant = "", name = "Booking", organisation = "F81001", roles = new[] { "administrator" } })).Status);
        var referred = await app.TellAs(SignIns.System(Client, "referrer"), "/api/referrals", The.Form);
        Assert.Equal((201, "F81001"), (referred.Status, (await app.Get<Journal.ReferralJournal>().Load(Domain.Values.Reference.Read(referred["reference"]).Value!, default))!.Referral.Referrer.Text));
        Assert.Equal(403, (await app.AskAs(SignIns.System(Client, "referrer"), Board)).Status);
        Assert.Equal(403, (await app.AskAs(SignIns.System(Client, "commissioner"), "/api/unmet-need")).Status);
        Assert.Equal(403, (await app.AskAs(SignIns.System(Client), "/api/referrals")).Status);
        Assert.Equal(403, (await app.AskAs(SignIns.System("33333333-aaaa-4bbb-8ccc-000000000001", "hub"), Board)).Status);
    }

    [Fact]
    public async Task Only_so_many_wait_at_once()
    {
        for (var i = 0; i < Waiting.Most; i++)
            await app.Get<Waiting>().Note(new($"w{i}", "", "Somebody", null, false, new HashSet<Role>()), default);
        Assert.Contains("could not be asked", (await app.AskAs(Ann, "/")).Body, StringComparison.Ordinal);
        Assert.Equal(Waiting.Most, (await app.Get<Waiting>().All(default)).Count);
    }

    [Fact]
    public async Task When_the_directory_does_not_answer_nobody_is_let_in_and_nothing_is_lost()
    {
        await app.LetIn(Ann, "SPR01", Role.Hub);
        ground.Tables.IsDown = table => table == PeopleRows.Table;
        Assert.Equal(503, (await app.AskAs(Ann, Board)).AssertProblem().Status);
        Assert.Equal(200, (await app.AskAs(Ann, "/")).Status);
        ground.Tables.IsDown = _ => false;
        Assert.Equal(200, (await app.AskAs(Ann, Board)).Status);
    }

    private Task<Answer> LetAnnIn(object body) => app.TellAs(Boss, Path(Ann), body);

    private static string Path(string header) => $"/api/people/{SignIns.IdOf(header)}";
}
