using System.Net;
using SinglePointOfReferral.App.Hosting;

namespace SinglePointOfReferral.App.Audit;

/// <summary>
/// Through which door a request came, and from which network address. App Service's front end writes the address of whoever connected
/// to it in Client-IP, over whatever a caller put there, and adds it to the end of X-Forwarded-For; so it is the last hop that is
/// believed, and under the Functions host alone. What comes from the telephone network has the network's address, which says nothing.
/// </summary>
public static class CameFrom
{
    public static string Of(HttpContext http, RunMode mode)
    {
        var path = http.Request.Path;
        return path.StartsWithSegments("/voice") ? "telephone" : path.StartsWithSegments("/sms") ? "text"
            : $"{(path.StartsWithSegments("/api") ? "API" : "web")} {Address(http, mode)}".TrimEnd();
    }

    private static string Address(HttpContext http, RunMode mode) =>
        (mode.IsUnderFunctionsHost ? Read(http.Request.Headers["Client-IP"]) ?? Read(http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1]) : null)
        ?? Text(http.Connection.RemoteIpAddress) ?? "";

    /// <summary>An address with or without a port; null for anything else.</summary>
    private static string? Read(string? told) => IPEndPoint.TryParse(told?.Trim() ?? "", out var found) ? Text(found.Address) : null;

    private static string? Text(IPAddress? address) => address is null ? null : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
