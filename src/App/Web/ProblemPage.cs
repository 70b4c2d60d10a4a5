using System.Text.Encodings.Web;

namespace SinglePointOfReferral.App.Web;

/// <summary>A page for when no page can be made: plain HTML that needs no storage and no view.</summary>
public static class ProblemPage
{
    public static Task Write(HttpContext http, string title, string sentence)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        var (heading, words) = (HtmlEncoder.Default.Encode(title), HtmlEncoder.Default.Encode(sentence));
        return http.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{heading} - Single point of referral</title>
              <link rel="stylesheet" href="/assets/nhsuk-frontend.min.css"><link rel="stylesheet" href="/assets/site.css">
            </head>
            <body>
              <div class="nhsuk-width-container"><main class="nhsuk-main-wrapper" id="maincontent">
                <h1 class="nhsuk-heading-l">{heading}</h1>
                <p>{words}</p>
                <p><a href="/">Go to the start page</a></p>
              </main></div>
            </body>
            </html>
            """);
    }
}
