using System.Text;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Tests.Identity;
using SinglePointOfReferral.App.Tests.Pages;

namespace SinglePointOfReferral.App.Tests.Input;

/// <summary>Whoever looks for a hole finds none: in any address, body or form, as somebody else, from another site, or by doing it again.</summary>
public sealed class HostileRequests(SharedApp shared) : IClassFixture<SharedApp>, IAsyncLifetime
{
    private const string Board = "/api/hub/referrals";
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };

    private static readonly (string Method, Permission Permission)[] Routes =
        [.. Permissions.All.Where(p => p.Allowed.Count > 0).SelectMany(p => p.Methods.Select(m => (m, p)))];

    private readonly TestApp app = shared.App;
    private string reference = "";

    public async Task InitializeAsync()
    {
        reference = await app.Refer(The.Form with { NhsNumber = null });
        await app.Settle();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public Task Nothing_in_an_address_does_harm() => Parallel.ForEachAsync(Routes.Select((r, i) => (r.Method, r.Permission, Number: i)), AtOnce, async (route, _) =>
    {
        var http = app.As(Hostile.PersonFor(route.Permission));
        foreach (var text in Hostile.Some(route.Number, 3))
        {
            var path = Hostile.Fill(route.Permission.Route, name => name is "strand" ? "1" : text);
            var query = $"?done={Uri.EscapeDataString(text[..Math.Min(text.Length, 500)])}";
            var all = string.Concat(new[] { "next", "call", "month", "to", "from", "owner", "waiting", "handler", "same" }.Select(n => query.Replace("?done", "&" + n, StringComparison.Ordinal)));
            var address = route.Method == "GET" ? path + query + all : path;
            var answer = route.Method == "GET" ? await http.Ask(address) : await http.Tell(address, new { }, ("If-Match", "\"0\""));
            Hostile.AssertHarmless($"{route.Method} {route.Permission.Route} with {text[..Math.Min(text.Length, 40)]}", answer.Status, answer.Body, answer.Location?.OriginalString);
        }
    });

    [Fact]
    public async Task Nothing_in_the_body_of_any_request_of_the_API_does_harm()
    {
        var document = (await app.As(null).Ask("/openapi/v1.json")).Json;
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (Path: p.Name, o.Value))).Where(o => o.Value.TryGetProperty("requestBody", out var _));
        await Parallel.ForEachAsync(operations.Select((o, i) => (o.Path, o.Value, Number: i)), AtOnce, async (operation, _) =>
        {
            var permission = Permissions.All.Single(p => p.Methods.Contains("POST") && Hostile.Fill(p.Route, n => n) == Hostile.Fill(operation.Path, n => n));
            var path = Hostile.Fill(operation.Path, name => name switch { "reference" => reference, "strand" or "glass" => "1", "service" => "befriending", "id" => "nobody-here", _ => "none" });
            foreach (var text in Hostile.Some(operation.Number, 5))
            {
                var json = Hostile.Body(document, operation.Value, text.Replace("\ud83d", "", StringComparison.Ordinal)).ToJsonString();
                var answer = await app.As(Hostile.PersonFor(permission)).TellRaw(path, json);
                Hostile.AssertHarmless($"POST {operation.Path} with {json[..Math.Min(json.Length, 80)]}", answer.Status, answer.ContentType?.Contains("json") == true ? "" : answer.Body, null);
                if (answer.Status >= 400)
                    answer.AssertProblem();
            }
        });
        Assert.DoesNotContain(app.Logs, l => l.Contains("4821)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_is_typed_into_any_form_does_harm()
    {
        var sent = 0;
        await Parallel.ForEachAsync(Routes.Where(r => r.Method == "GET" && !r.Permission.Route.StartsWith("/api", StringComparison.Ordinal)).Select((r, i) => (r.Permission, Number: i)), AtOnce, async (route, _) =>
        {
            using var browser = await Browser.Of(app, Hostile.PersonFor(route.Permission));
            var path = Hostile.Fill(route.Permission.Route, name => name switch { "reference" => reference, "strand" => "1", "id" => "ben-tully", _ => "none" });
            var page = await browser.Open(path);
            Assert.True(page.Status < 500, $"{path} answered {page.Status}");
            foreach (var (text, at) in Hostile.Some(route.Number, 2).Select((t, at) => (t, at)))
            {
                foreach (var (action, fields) in Hostile.Forms(page, path, text))
                {
                    var answer = await browser.Send(path, fields, action, page);
                    Hostile.AssertHarmless($"The form to {action} on {path} with {text[..Math.Min(text.Length, 40)]}", answer.Status, answer.Html, answer.Location);
                    Interlocked.Increment(ref sent);
                }
            }
        });
        Assert.True(sent > 50, $"{sent} forms sent.");
        Assert.DoesNotContain(app.Logs, l => l.Contains("4821)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_becomes_somebody_else_by_what_they_send()
    {
        var forged = ClientPrincipal.Write(TestApp.Clinician, "Nadia Rahman");
        var headers = new (string, string)[]
        {
            (ClientPrincipal.Header, forged), ("x-ms-client-principal", forged), ("X-MS-CLIENT-PRINCIPAL-ID", TestApp.Clinician), ("X-MS-CLIENT-PRINCIPAL-NAME", "Nadia Rahman"),
            ("Cookie", $"demonstration-person={TestApp.Clinician}"), ("Cookie", "AppServiceAuthSession=1"), ("Authorization", "Bearer e30.e30."), ("Authorization", "Basic bmFkaWE6"),
            ("X-Local-User", "NADIA-RAHMAN"), ("X-Local-User", "nadia-rahman,amara-okafor"), ("X-Forwarded-For", "127.0.0.1"), ("X-Original-URL", "/health/live"), ("X-HTTP-Method-Override", "GET"),
        };
        foreach (var (name, value) in headers)
        {
            Assert.Equal((name, 401), (name, (await Ask(app, Board, (name, value))).Status));
            if (name != "X-Local-User")
                Assert.Equal((name, 403), (name, (await Ask(app, Board, (name, value), ("X-Local-User", TestApp.Commissioner))).Status));
        }
    }

    [Fact]
    public async Task A_principal_that_was_tampered_with_is_nobody_or_another_who_is_not_on_the_list()
    {
        var nadia = SignIns.Entra("11111111-aaaa-4bbb-8ccc-222222222222", "Nadia Rahman");
        await using var real = await TestApp.Start(mode: SignIns.Platform);
        await real.LetIn(nadia, "SPR01", Role.Hub);
        var bytes = Convert.FromBase64String(nadia);
        await Parallel.ForEachAsync(Enumerable.Range(0, 150), AtOnce, async (seed, _) =>
        {
            var (random, changed) = (new Random(seed), bytes.ToArray());
            for (var times = random.Next(1, 4); times > 0; times--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var header = Convert.ToBase64String(changed);
            var isHer = ClientPrincipal.Read(header, SignIns.Key, false)?.Id == SignIns.IdOf(nadia);
            var status = (await real.AskAs(header, Board)).Status;
            Assert.True(isHer ? status == 200 : status is 401 or 403, $"Seed {seed} answered {status}: {Encoding.UTF8.GetString(changed)}");
        });
        Assert.Equal(401, (await Ask(real, Board, (ClientPrincipal.Header, nadia), (ClientPrincipal.Header, nadia))).Status);
        Assert.Equal(401, (await Ask(real, Board, ("X-Local-User", TestApp.Clinician))).Status);
        Assert.Equal(401, (await Ask(real, Board, (ClientPrincipal.Header, Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('[', 5000)))))).Status);
    }

    [Fact]
    public async Task No_page_of_another_site_makes_somebodys_browser_do_anything()
    {
        var before = await State();
        foreach (var (_, permission) in Routes.Where(r => r.Method == "POST"))
        {
            var path = Hostile.Fill(permission.Route, name => name switch { "reference" => reference, "strand" or "glass" => "1", "service" => "befriending", "id" => "ben-tully", _ => "none" });
            List<(string, string)> ways = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site")];
            if (path.StartsWith("/api", StringComparison.Ordinal))
                ways.AddRange([("Origin", "https://evil.example"), ("Origin", "null"), ("Origin", $"http://{app.Address.Host}:1")]);
            foreach (var way in ways)
                Assert.Equal((permission.Route, way, 403), (permission.Route, way, (await app.As(Hostile.PersonFor(permission)).Tell(path, new { }, way)).Status));
        }
        Assert.Equal(before, await State());
        Assert.Equal(422, (await app.As(TestApp.Gp).Tell("/api/referrals", new { }, ("Origin", app.Address.GetLeftPart(UriPartial.Authority)))).Status);
        Assert.Equal(422, (await app.As(TestApp.Gp).Tell("/api/referrals", new { }, ("Origin", "https://referrals.example"), ("Sec-Fetch-Site", "same-origin"))).Status);
    }

    [Fact]
    public async Task What_the_administrator_sends_again_and_at_once_is_done_once()
    {
        using var admin = await Browser.Of(app, TestApp.Administrator);
        var (person, phones) = (await admin.Open("/people/joy-mensah"), await admin.Open("/duty-phones"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[]
        {
            admin.Send("/people/joy-mensah", new() { ["do"] = "leave" }, from: person),
            admin.Send("/duty-phones", new() { ["service"] = "carers-centre", ["numbers"] = "07700 900 955" }, from: phones),
        }));
        Assert.All(answers, a => Assert.Contains(a.Status, new[] { 302, 409 }));
        Assert.Single(await app.Get<People>().History("joy-mensah", default));
        Assert.Single((await app.Ground.Rows("dutyphones")).Split('\n'), r => r.Contains("change!carers-centre!", StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_who_sign_in_at_the_same_moment_are_each_themselves()
    {
        var people = new[] { (TestApp.Gp, "Dr Amara Okafor"), (TestApp.Paramedic, "Tom Bright"), (TestApp.RapidResponse, "Grace Lindqvist"), (TestApp.Clinician, "Nadia Rahman"), (TestApp.Commissioner, "Jo Fenwick") };
        await Parallel.ForEachAsync(Enumerable.Range(0, 20), AtOnce, async (i, _) =>
        {
            var ((first, _), (second, name)) = (people[i % people.Length], people[(i + 1) % people.Length]);
            using var browser = await Browser.Of(app, first);
            Assert.Equal(302, (await browser.Send("/local/sign-in", new() { ["person"] = second })).Status);
            var account = await browser.Open("/account/telephone");
            Assert.All(people, p => Assert.Equal((p.Item2, p.Item2 == name), (p.Item2, account.Text.Contains(p.Item2, StringComparison.Ordinal))));
        });
    }

    private async Task<string> State() => (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}"))["version"] + await app.Ground.Rows("staffpeople", "dutyphones", "capacity", "staff");

    private static Task<Answer> Ask(TestApp app, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return app.As(null).Request(request);
    }
}
