namespace SinglePointOfReferral.App.Web;

/// <summary>What every answer tells a browser not to do with it, whatever the answer is: pages, problems, redirects, files.</summary>
public static class SafetyHeaders
{
    /// <summary>Only our own files, no script or style in a page, and what is not named here not at all.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>A year: after one visit a browser comes by https only.</summary>
    public const string OnlyHttps = "max-age=31536000; includeSubDomains";

    private const string NothingOfTheDevice =
        "accelerometer=(), camera=(), display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()";

    /// <summary>
    /// No other site learns where somebody came from. Our own does: App Service authentication refuses a browser's POST that says neither Origin nor
    /// Referer ("Authentication and authorization in Azure App Service", cross-site request forgery mitigation, Microsoft Learn), and under
    /// no-referrer a form says neither.
    /// </summary>
    private const string NoReferrerElsewhere = "same-origin";

    public static Task Add(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(Write, http);
        return next(http);
    }

    private static Task Write(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = NoReferrerElsewhere;
        headers["Permissions-Policy"] = NothingOfTheDevice;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = OnlyHttps;
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
