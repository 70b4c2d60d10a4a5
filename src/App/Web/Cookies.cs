using Microsoft.AspNetCore.Antiforgery;
using SinglePointOfReferral.App.Hosting;

namespace SinglePointOfReferral.App.Web;

/// <summary>
/// The cookies that this app sets, and there are no others: no script reads them, no other site's page sends them along, and behind https they
/// have the prefix by which a browser keeps them to this host alone ("__Host-", RFC 6265bis, section 4.1.3). Who is signed in is the platform's own cookie.
/// </summary>
public static class Cookies
{
    private const string Form = "form";

    /// <summary>By what a form is known to have been opened in the same browser.</summary>
    public static void OfForms(AntiforgeryOptions options, RunMode mode)
    {
        options.Cookie.Name = mode.IsUnderFunctionsHost ? "__Host-" + Form : Form;
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = mode.IsUnderFunctionsHost ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.SuppressXFrameOptionsHeader = true; // SafetyHeaders has a stricter one.
    }

    /// <summary>Who of the demonstration is at the keyboard. A link in a message has to find them signed in, so it is lax.</summary>
    public static CookieOptions OfTheDemonstration(HttpContext http) =>
        new() { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true };
}
