using Microsoft.AspNetCore.DataProtection;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Local;

/// <summary>
/// The demonstration's stand-in for the platform's sign-in: a cookie says which of its people is at the keyboard, or, for the API,
/// the header X-Local-User. It writes the same header as the platform would, after taking off any that came from outside.
/// </summary>
public sealed class DemonstrationSignIn(RequestDelegate next, IReadOnlyList<DemonstrationPerson> people, IDataProtectionProvider protection)
{
    public const string Cookie = "demonstration-person";
    public const string UserHeader = "X-Local-User";

    private readonly IDataProtector protector = protection.CreateProtector(Cookie);
    private readonly Dictionary<string, string> headers = people.ToDictionary(p => p.Id, p => ClientPrincipal.Write(p.Id, p.Name));

    public Task InvokeAsync(HttpContext http)
    {
        http.Request.Headers.Remove(ClientPrincipal.Header);
        var id = http.Request.Headers[UserHeader].FirstOrDefault() ?? FromCookie(http);
        if (id is not null && headers.TryGetValue(id, out var header))
            http.Request.Headers[ClientPrincipal.Header] = header;
        return next(http);
    }

    public static void SignIn(HttpContext http, DemonstrationPerson person) => http.Response.Cookies.Append(
        Cookie, http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(Cookie).Protect(person.Id),
        Cookies.OfTheDemonstration(http));

    public static void SignOut(HttpContext http) => http.Response.Cookies.Delete(Cookie, Cookies.OfTheDemonstration(http));

    private string? FromCookie(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } cookie)
            return null;
        try
        {
            return protector.Unprotect(cookie);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
