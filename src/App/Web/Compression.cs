using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace SinglePointOfReferral.App.Web;

/// <summary>
/// Pages and JSON travel compressed. How long a compressed answer is can betray what is in it to whoever makes a browser ask again
/// and again with words of their own (BREACH). That takes requests that another site starts, and those are answered as they are; and
/// the secrets of a form, its antiforgery token and the key of its draft, look different in every answer.
/// </summary>
public static class Compression
{
    public static void Add(IServiceCollection services) => services
        .AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = ["text/html", "application/json", "application/problem+json"];
        })
        .Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal)
        .Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);

    public static void Use(WebApplication app) => app.UseWhen(http => !ComesFromElsewhere(http.Request), ours => ours.UseResponseCompression());

    private static bool ComesFromElsewhere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
}
