using System.Net;
using System.Text;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Tests.Pages;

namespace SinglePointOfReferral.App.Tests.Door;

/// <summary>Nobody is led to another site, under whatever name or by whatever trick they were sent here.</summary>
public sealed class AddressTests
{
    private static readonly string[] Elsewhere =
    [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "https:evil.example", "//evil.example/%2e%2e", "/%5cevil.example/..//evil.example/\t",
        "javascript:alert(1)", "/\t/evil.example", "\t//evil.example", "/\n/evil.example", "////evil.example", "evil.example", "http:\\\\evil.example", "%2f%2fevil.example", " //evil.example",
        "~//evil.example", "~/\\evil.example",
    ];

    [Fact]
    public async Task Who_signs_in_is_led_to_a_page_of_ours()
    {
        await using var app = await TestApp.Start();
        using var browser = Browser.SignedOut(app);
        foreach (var next in Elsewhere)
        {
            var signedIn = await browser.Send("/local/sign-in", new() { ["person"] = TestApp.Gp }, to: $"/local/sign-in?next={Uri.EscapeDataString(next)}");
            Assert.Equal(302, signedIn.Status);
            Assert.True(IsOurs(signedIn.Location!), $"{next} led to {signedIn.Location}");
            var asField = await browser.Send("/local/sign-in", new() { ["person"] = TestApp.Gp, ["Next"] = next });
            Assert.True(IsOurs(asField.Location!), $"{next} led to {asField.Location}");
        }
    }

    [Fact]
    public void Wherever_somebody_was_the_platform_brings_them_back_to_us() => Assert.All(Elsewhere, from =>
        Assert.Equal("/.auth/login/aad?post_login_redirect_uri=%2F", new RunMode(IsDemonstration: false, IsUnderFunctionsHost: true).SignInAddress(from)));

    [Fact]
    public async Task Whoever_is_not_signed_in_comes_back_to_the_path_they_asked_for_and_to_no_host()
    {
        await using var app = await Outside.Start();
        foreach (var (path, back) in new[] { ("/hub?pathway=reablement", "/hub?pathway=reablement"), ("/referrals/%2f%2fevil.example", "/referrals/%2F%2Fevil.example"), ("/hub?x=//evil.example", "/hub?x=//evil.example") })
        {
            using var answer = await app.Send(Outside.Request(HttpMethod.Get, path));
            Assert.Equal(302, (int)answer.StatusCode);
            Assert.Equal("/.auth/login/aad?post_login_redirect_uri=" + Uri.EscapeDataString(back), answer.Headers.Location!.OriginalString, ignoreCase: true);
        }
    }

    [Fact]
    public async Task A_request_under_a_name_that_is_not_ours_is_refused()
    {
        await using var app = await Outside.Start(UnderItsNames);
        string[] others = ["evil.example", "referrals.example.net.evil.example", "referrals.example.net, evil.example", "evil.example, referrals.example.net", "referrals.example.net@evil.example", ""];
        foreach (var host in others)
        {
            foreach (var path in new[] { "/", "/hub", "/openapi/v1.json", "/api/referrals" })
            {
                using var answer = await app.Send(Outside.Request(HttpMethod.Get, path, Outside.Nurse, host: host));
                Assert.Equal((host, path, 400), (host, path, (int)answer.StatusCode));
                Assert.DoesNotContain("evil", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Under_its_own_names_it_answers()
    {
        await using var app = await Outside.Start(UnderItsNames);
        foreach (var host in new[] { "referrals.example.net", "REFERRALS.example.net:443", "referrals.azurewebsites.net" })
        {
            using var answer = await app.Send(Outside.Request(HttpMethod.Get, "/refer", Outside.Nurse, host: host));
            Assert.Equal((host, 200), (host, (int)answer.StatusCode));
        }
    }

    [Fact]
    public async Task No_answer_repeats_a_host_from_outside()
    {
        await using var app = await Outside.Start();
        foreach (var path in new[] { "/", "/hub", "/refer", "/openapi/v1.json", "/nowhere", "/account/telephone" })
        {
            var request = Outside.Request(HttpMethod.Get, path, path == "/hub" ? null : Outside.Nurse, host: "evil.example");
            request.Headers.Host = "evil.example";
            using var answer = await app.Send(request);
            var all = answer.Headers + await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("evil.example", all, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task However_its_address_is_written_a_trigger_refuses_what_came_from_elsewhere()
    {
        await using var app = await Outside.Start();
        var reference = "48217739";
        string[] signs = ["X-Forwarded-Host", "x-forwarded-for", "X-FORWARDED-PROTO", "Forwarded", "X-Original-URL", "X-HTTP-Method-Override", "Via", "Origin", "Sec-Fetch-Site", "Cookie"];
        foreach (var function in FunctionTable.All.Where(f => f is not HttpFunction).Select(f => f.Name))
        {
            foreach (var path in new[] { $"/{function}", $"/{function.ToLowerInvariant()}", $"/%{(int)function[0]:X2}{function[1..]}", $"/{function}/", $"//{function}", $"/./{function}", $"/x/../{function}", $"/{function}?x=1", $"/{function};x", $"/{function}%2f" })
            {
                var request = Outside.Request(HttpMethod.Post, path, Outside.Nurse);
                request.RequestUri = new Uri(app.Address.OriginalString.TrimEnd('/') + path);
                using var answer = await app.Send(request);
                Assert.True(answer.StatusCode is HttpStatusCode.NotFound, $"{path} answered {(int)answer.StatusCode}.");
            }
            foreach (var sign in signs)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/{function}") { Content = new StringContent($$$"""{"Data":{"message":"{\"reference\":\"{{{reference}}}\",\"fact\":1}"}}""", Encoding.UTF8, "application/json") };
                request.Headers.TryAddWithoutValidation(sign, "x");
                request.Headers.TryAddWithoutValidation(sign, "127.0.0.1");
                using var answer = await app.Nobody.SendAsync(request);
                Assert.Equal((function, sign, HttpStatusCode.NotFound), (function, sign, answer.StatusCode));
            }
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options })
            {
                using var answer = await app.Send(Outside.Request(method, $"/{function}", Outside.Nurse));
                Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
            }
        }
        Assert.Empty(await app.Ground.Rows("referrals", "failed", "lists"));
    }

    private static Setup UnderItsNames(Setup setup) =>
        setup with { Telephone = setup.Telephone with { PublicAddress = new("https://referrals.example.net") }, SiteName = "referrals.azurewebsites.net" };

    private static bool IsOurs(string location) => location is ['/', not ('/' or '\\'), ..] && !location.Contains("evil", StringComparison.Ordinal) && !location.Any(char.IsControl);
}
