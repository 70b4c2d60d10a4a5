using SinglePointOfReferral.App.Hosting;

namespace SinglePointOfReferral.App.Web;

/// <summary>The hosts under which this deployment is asked; none where any will do.</summary>
public sealed record OwnHosts(IReadOnlyList<string> Names)
{
    /// <summary>The host of the setting PublicAddress, and with it the name that the platform gave the site and asks after its health by.</summary>
    public static OwnHosts Of(Uri? publicAddress, string? siteName) =>
        new(publicAddress is null ? [] : string.IsNullOrEmpty(siteName) ? [publicAddress.Host] : [publicAddress.Host, siteName]);

    public bool Has(string host) => Names.Count == 0 || Names.Contains(HostString.FromUriComponent(host).Host, StringComparer.OrdinalIgnoreCase);
}

/// <summary>
/// Under the Functions host a request comes over plain http from the machine itself, while whoever asks sees https. What they asked for is believed
/// only where it is a host of ours: a request under another name is refused, so that no name from outside gets into an address or a cache.
/// </summary>
public sealed class OwnAddress(RequestDelegate next, OwnHosts own)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!FunctionsHost.CameThroughProxy(http.Request))
            return next(http);
        http.Request.Scheme = Uri.UriSchemeHttps;
        return http.Request.Path.StartsWithSegments("/health") || Asked(http.Request).All(own.Has)
            ? next(http) : Problems.Write(http, StatusCodes.Status400BadRequest, "This service is not found under that name. Use the address that you were given.");
    }

    private static IEnumerable<string> Asked(HttpRequest request) => request.Headers.TryGetValue("X-Forwarded-Host", out var told)
        ? told.SelectMany(t => (t ?? "").Split(',', StringSplitOptions.TrimEntries)) : [request.Host.Value ?? ""];
}
