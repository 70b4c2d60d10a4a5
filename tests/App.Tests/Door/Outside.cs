using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Tests.Identity;

namespace SinglePointOfReferral.App.Tests.Door;

/// <summary>The app as it stands behind the platform, and requests as they come through it.</summary>
public static class Outside
{
    /// <summary>Somebody of the hub.</summary>
    public const string Nurse = "nurse-1";
    private const string Host = "referrals.example.net";

    public static async Task<TestApp> Start(Func<Setup, Setup>? with = null)
    {
        var app = await TestApp.Start(mode: SignIns.Platform, with: with);
        await app.LetIn(SignIns.Entra(Nurse, "A Professional"), "SPR01", Role.Hub);
        return app;
    }

    /// <summary>A request that the platform passes on: of somebody who signed in, or of nobody.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string path, string? person = null, string address = "203.0.113.7", string host = Host)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Forwarded-Host", host);
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", $"{address}:50123");
        if (person is not null)
            request.Headers.Add(ClientPrincipal.Header, SignIns.Entra(person, "A Professional"));
        return request;
    }

    public static async Task<HttpResponseMessage> Send(this TestApp app, HttpRequestMessage request)
    {
        using (request)
            return await app.Nobody.SendAsync(request);
    }
}
