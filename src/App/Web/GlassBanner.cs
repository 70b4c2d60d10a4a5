using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Web;

/// <summary>
/// Reminds whoever broke the glass of it on every page, from a protected cookie, so that no page reads anything for it. It opens
/// nothing: that is decided by the facts of the referral.
/// </summary>
public static class GlassBanner
{
    private const string Cookie = "broken-glass";
    private const int Most = 5;

    public static void Add(HttpContext http, Reference reference, DateTimeOffset until)
    {
        var all = Read(http).Where(g => g.Reference != reference).Append((Reference: reference, Until: until)).TakeLast(Most);
        var text = string.Join(';', all.Select(g => $"{g.Reference.Text}|{Times.Write(g.Until)}"));
        http.Response.Cookies.Append(Cookie, Protector(http).Protect($"{http.Principal().Actor.Id}\n{text}"), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = until - http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
        });
    }

    /// <summary>What the glass is broken of now, for whoever is signed in.</summary>
    public static IReadOnlyList<(Reference Reference, DateTimeOffset Until)> Read(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } cookie || http.PrincipalOrNull() is not { } who)
            return [];
        try
        {
            var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            return Protector(http).Unprotect(cookie).Split('\n') is [var id, var text] && id == who.Actor.Id
                ? [.. text.Split(';').Select(One).OfType<(Reference, DateTimeOffset Until)>().Where(g => g.Until > now)] : [];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private static (Reference, DateTimeOffset)? One(string text) =>
        text.Split('|') is [var reference, var until] && Domain.Values.Reference.Read(reference).Value is { } read && Times.TryRead(until, out var at) ? (read, at) : null;

    private static IDataProtector Protector(HttpContext http) => http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(Cookie);
}
