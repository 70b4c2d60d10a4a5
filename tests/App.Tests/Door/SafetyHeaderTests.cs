using System.Net.Http.Headers;
using System.Text;
using SinglePointOfReferral.App.Audit;

namespace SinglePointOfReferral.App.Tests.Door;

/// <summary>What every answer tells a browser not to do, looked for as a scanner would: on each route, whatever comes of it.</summary>
public sealed class SafetyHeaderTests
{
    private static readonly (string Name, string Value)[] Always =
    [
        ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
    ];

    [Fact]
    public async Task Every_answer_of_every_route_has_them_whatever_it_is()
    {
        await using var app = await TestApp.Start();
        var reference = await app.Refer();
        await app.Settle();
        var seen = new SortedSet<int>();
        HttpClient[] people = [app.Nobody, app.As(TestApp.Clinician)];
        foreach (var (method, route) in Permissions.All.SelectMany(p => p.Methods.Select(m => (m, p.Route))).Append(("GET", "/nowhere")).Append(("DELETE", "/api/capacity")).Append(("GET", "/assets/none.css")))
        {
            var path = route.Replace("{reference}", reference, StringComparison.Ordinal).Replace("{strand:int}", "1", StringComparison.Ordinal)
                .Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{**path}", "site.css", StringComparison.Ordinal);
            foreach (var person in people)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                if (method == "POST")
                    request.Content = new StringContent("{", Encoding.UTF8, "application/json");
                using var answer = await person.SendAsync(request);
                seen.Add((int)answer.StatusCode);
                Check(answer, $"{method} {path} {(int)answer.StatusCode}", isFile: route.StartsWith("/assets/", StringComparison.Ordinal));
            }
        }
        Assert.All([200, 302, 400, 401, 403, 404, 405], status => Assert.Contains(status, seen));
    }

    [Fact]
    public async Task What_breaks_and_what_is_too_much_or_too_large_has_them_too()
    {
        await using var app = await TestApp.Start(with: s => s with { Limits = new() { Person = new(2, 1, TimeSpan.FromHours(1)) } });
        app.Ground.Tables.IsDown = _ => true;
        foreach (var status in new[] { 503, 503, 429 })
        {
            using var answer = await app.As(TestApp.Clinician).GetAsync("/hub");
            Assert.Equal(status, (int)answer.StatusCode);
            Check(answer, $"{status}");
        }
        app.Ground.Tables.IsDown = _ => false;
        using var large = await app.As(TestApp.Gp).PostAsync("/api/referrals", new StringContent("{\"name\":\"" + new string('x', 300_000), Encoding.UTF8, "application/json"));
        Assert.Equal(413, (int)large.StatusCode);
        Check(large, "413");
    }

    [Fact]
    public async Task Behind_the_platform_a_browser_is_told_to_come_by_https_only_and_on_this_machine_it_is_not()
    {
        await using var hosted = await Outside.Start();
        foreach (var path in new[] { "/", "/nowhere", "/assets/site.css" })
        {
            using var answer = await hosted.Send(Outside.Request(HttpMethod.Get, path));
            Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        }
        await using var here = await TestApp.Start();
        using var plain = await here.As(null).GetAsync("/");
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }

    private static void Check(HttpResponseMessage answer, string what, bool isFile = false)
    {
        foreach (var (name, value) in Always)
            Assert.Equal((what, name, value), (what, name, answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null));
        Assert.Contains("camera=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By"), what);
        var cache = answer.Headers.CacheControl ?? new CacheControlHeaderValue();
        Assert.True(isFile && answer.IsSuccessStatusCode ? cache.Public : cache.NoStore, $"{what} may be kept: {cache}");
    }
}
