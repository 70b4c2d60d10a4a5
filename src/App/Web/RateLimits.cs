using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Journal;

namespace SinglePointOfReferral.App.Web;

/// <summary>So many requests at once, and as many again over a time.</summary>
public sealed record RateLimit(int AtOnce, int Again, TimeSpan Each)
{
    public TokenBucketRateLimiterOptions ToOptions() => new() { TokenLimit = AtOnce, TokensPerPeriod = Again, ReplenishmentPeriod = Each };
}

/// <summary>
/// How much is answered before "try again in a moment". Counted in the memory of one process, so that it costs no storage; with several instances each
/// counts for itself. Thirty people of a hub behind one address, each with a board that asks every four seconds, stay far below.
/// </summary>
public sealed record RateLimits
{
    /// <summary>One person, at pages and API alike.</summary>
    public RateLimit Person { get; init; } = new(600, 10, TimeSpan.FromSeconds(1));

    /// <summary>One other system, which refers for a whole hospital.</summary>
    public RateLimit System { get; init; } = new(3000, 50, TimeSpan.FromSeconds(1));

    /// <summary>Everybody behind one address who has not signed in.</summary>
    public RateLimit Address { get; init; } = new(1500, 25, TimeSpan.FromSeconds(1));

    /// <summary>One person's tries at what must not be guessed or done in bulk: a PIN, joining, breaking the glass.</summary>
    public RateLimit Sensitive { get; init; } = new(10, 1, TimeSpan.FromSeconds(6));

    /// <summary>What is limited as sensitive, where something is sent to it: the last part of the route.</summary>
    private static readonly string[] SensitiveRoutes = ["/account/telephone", "/break-glass", "/join", "/sign-in"];

    public static void Add(IServiceCollection services, RateLimits limits, RunMode mode, DeploymentKey key) => services.AddRateLimiter(o =>
    {
        o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        o.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http => limits.Of(http, mode, WhoIn(http, mode, key))),
            PartitionedRateLimiter.Create<HttpContext, string>(http => limits.OfSensitive(http, mode, WhoIn(http, mode, key))));
        o.OnRejected = async (rejected, _) => await Refuse(rejected.HttpContext, rejected.Lease);
    });

    private RateLimitPartition<string> Of(HttpContext http, RunMode mode, SignedIn? who)
    {
        if (IsFree(http))
            return RateLimitPartition.GetNoLimiter("");
        if (who is null)
            return RateLimitPartition.GetTokenBucketLimiter("address " + Caller(http, mode), _ => Address.ToOptions());
        return who.IsSystem
            ? RateLimitPartition.GetTokenBucketLimiter("system " + who.Id, _ => System.ToOptions())
            : RateLimitPartition.GetTokenBucketLimiter("person " + who.Id, _ => Person.ToOptions());
    }

    private RateLimitPartition<string> OfSensitive(HttpContext http, RunMode mode, SignedIn? who)
    {
        var route = Permissions.Normal((http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "");
        return HttpMethods.IsPost(http.Request.Method) && SensitiveRoutes.Any(r => route.EndsWith(r, StringComparison.Ordinal))
            ? RateLimitPartition.GetTokenBucketLimiter($"{route} {who?.Id ?? Caller(http, mode)}", _ => Sensitive.ToOptions())
            : RateLimitPartition.GetNoLimiter("");
    }

    /// <summary>Files come from memory; the host and the telephone network prove who they are, and must never be kept waiting.</summary>
    private static bool IsFree(HttpContext http) => http.GetEndpoint() is RouteEndpoint endpoint
        && Permissions.For(http.Request.Method, endpoint.RoutePattern.RawText ?? "") is { } permission
        && (permission.IsSigned || permission.Route.StartsWith("/assets/", StringComparison.Ordinal) || permission.IsForHost && !FunctionsHost.CameThroughProxy(http.Request));

    /// <summary>Who signed in, whether or not the directory has them: that is not asked here, so that it costs no storage.</summary>
    private static SignedIn? WhoIn(HttpContext http, RunMode mode, DeploymentKey key) =>
        mode.BelievesPrincipalHeader ? ClientPrincipal.Read(http.Request.Headers[ClientPrincipal.Header], key, mode.IsDemonstration) : null;

    /// <summary>Where a request comes from: of what was passed on the last address that is not of the platform's own network, because what stands before
    /// it may have been written by anybody.</summary>
    internal static string Caller(HttpContext http, RunMode mode)
    {
        var told = mode.IsUnderFunctionsHost ? http.Request.Headers["X-Forwarded-For"].SelectMany(t => (t ?? "").Split(',', StringSplitOptions.TrimEntries)) : [];
        return told.Reverse().Select(t => IPEndPoint.TryParse(t, out var at) ? at.Address : null).FirstOrDefault(a => a is not null && !IsInside(a))?.ToString()
            ?? http.Connection.RemoteIpAddress?.ToString() ?? "";
    }

    private static readonly IPNetwork[] Inside =
        [.. new[] { "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7", "fe80::/10" }.Select(n => IPNetwork.Parse(n))];

    private static bool IsInside(IPAddress address) => Inside.Any(n => n.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    private static Task Refuse(HttpContext http, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)) : 1;
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        return Problems.Write(http, StatusCodes.Status429TooManyRequests, LastResort.Sentence(StatusCodes.Status429TooManyRequests));
    }
}
