using System.Text.Encodings.Web;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.Web;

/// <summary>
/// A page for when no page can be made: plain HTML that needs no storage and no view. What somebody had typed stays on it, and can be
/// sent again from there.
/// </summary>
public static class ProblemPage
{
    /// <param name="typed">The form that was sent; null when there was none.</param>
    /// <param name="other">Something else to do: where, and what.</param>
    /// <param name="breakGlass">Where the glass can be broken; null where it cannot.</param>
    public static Task Write(HttpContext http, string title, string sentence, IFormCollection? typed = null, (string Address, string Words)? other = null, string? breakGlass = null)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        var (heading, words) = (HtmlEncoder.Default.Encode(title), HtmlEncoder.Default.Encode(sentence));
        var hub = http.RequestServices.GetRequiredService<Locality>().Hub.Phone;
        return http.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{heading} - Single point of referral</title>
              <link rel="stylesheet" href="/assets/nhsuk-frontend.min.css"><link rel="stylesheet" href="/assets/site.css">
            </head>
            <body>
              <header class="nhsuk-header" role="banner">
                <div class="nhsuk-header__container nhsuk-width-container">
                  <div class="nhsuk-header__service"><a class="nhsuk-header__service-name" href="/">Single point of referral</a></div>
                </div>
              </header>
              <aside class="spr-hub-phone" aria-label="Telephone">
                <div class="nhsuk-width-container"><p class="nhsuk-body-s">Telephone the hub: <a href="tel:{hub.Text}">{Words.Of(hub)}</a></p></div>
              </aside>
              <div class="nhsuk-width-container"><main class="nhsuk-main-wrapper" id="maincontent">
                <h1 class="nhsuk-heading-l">{heading}</h1>
                <p>{words}</p>
                {SendAgain(http, typed)}
                {BreakGlass(breakGlass)}
                <p><a href="{other?.Address ?? "/"}">{other?.Words ?? "Go to the start page"}</a></p>
              </main></div>
            </body>
            </html>
            """);
    }

    private static string BreakGlass(string? address) => address is null ? "" : $"""
        <p>If you must see it now, to keep somebody safe, say why. The governance lead is told at once.</p>
        <p><a class="nhsuk-button nhsuk-button--warning" href="{address}">Break the glass</a></p>
        """;

    private static string SignIn(HttpContext http) => http.Response.StatusCode != StatusCodes.Status401Unauthorized ? ""
        : $""" <a href="{HtmlEncoder.Default.Encode(http.RequestServices.GetRequiredService<RunMode>().SignInAddress("/"))}" target="_blank" rel="noopener">Sign in in another tab</a>""";

    private static string SendAgain(HttpContext http, IFormCollection? typed)
    {
        if (typed is null || typed.Count == 0)
            return "";
        var fields = typed.SelectMany(field => field.Value.Select(value =>
            $"""<input type="hidden" name="{HtmlEncoder.Default.Encode(field.Key)}" value="{HtmlEncoder.Default.Encode(value ?? "")}">"""));
        var address = HtmlEncoder.Default.Encode(http.Request.Path + http.Request.QueryString);
        return $"""
            <form method="post" action="{address}">
              <p>What you typed is kept on this page.{SignIn(http)}</p>
              {string.Concat(fields)}
              <button class="nhsuk-button" type="submit">Send it again</button>
            </form>
            """;
    }
}
