using System.Text;
using System.Text.Json;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Hosting;

namespace SinglePointOfReferral.App.Tests.Door;

/// <summary>The app as it stands behind the platform, and requests as they come through it.</summary>
public static class Outside
{
    public const string Host = "referrals.example.net";

    public static Task<TestApp> Start(Func<Setup, Setup>? with = null) => TestApp.Start(
        mode: new RunMode(IsDemonstration: false, IsUnderFunctionsHost: true, HasPlatformSignIn: true), with: with);

    /// <summary>A request that the platform passes on: of somebody who signed in, or of nobody.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string path, string? person = null, string role = "hub", string address = "203.0.113.7", string host = Host)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Forwarded-Host", host);
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", $"{address}:50123");
        if (person is not null)
            request.Headers.Add(ClientPrincipal.Header, Principal(person, role));
        return request;
    }

    public static async Task<HttpResponseMessage> Send(this TestApp app, HttpRequestMessage request)
    {
        using (request)
            return await app.Nobody.SendAsync(request);
    }

    private static string Principal(string person, string role) => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        auth_typ = "aad", name_typ = "name", role_typ = "roles",
        claims = new[]
        {
            new { typ = ClientPrincipal.IdClaim, val = person }, new { typ = "name", val = "A Professional" }, new { typ = ClientPrincipal.OrganisationClaim, val = "SPR01" },
            new { typ = "roles", val = role },
        },
    })));
}
