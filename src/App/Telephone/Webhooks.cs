using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>The addresses that the telephone network calls: every request must be signed with a secret of ours.</summary>
public sealed partial class Webhooks(TelephoneSettings settings, IServer server, TimeProvider clock, ILogger<Webhooks> log)
{
    public const string Meter = "SinglePointOfReferral.Telephone";

    /// <summary>In bytes, more than a body may have: what people say never lies in a file.</summary>
    private const int LargestInMemory = 1024 * 1024;
    private static readonly Meter Counted = new(Meter);
    private static readonly Counter<long> Unsigned = Counted.CreateCounter<long>("webhooks.unsigned", description: "Requests to webhooks without a valid signature");

    private readonly Lock logging = new();
    private long minute;
    private long unlogged;

    /// <summary>An address of ours as the network calls it.</summary>
    /// <param name="pathAndQuery">Starts with a slash. Never anything about a person: ids only.</param>
    public Uri Address(string pathAndQuery) => new(Base.OriginalString.TrimEnd('/') + pathAndQuery);

    /// <summary>Whether a request is signed; one that is not is counted.</summary>
    public async Task<bool> IsSigned(HttpContext http)
    {
        var signature = http.Request.Headers[TwilioSignature.Header].ToString();
        if (signature.Length > 0 && TwilioSignature.IsValid(settings.Tokens, signature, Address(Target(http)), await Parameters(http.Request)))
            return true;
        Unsigned.Add(1);
        if (IsFirstOfMinute() is { } since)
            LogUnsigned((http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "", since);
        return false;
    }

    /// <summary>How many came since the last that was logged, where this is the first of its minute; null where it is not: a flood must not
    /// fill the log.</summary>
    private long? IsFirstOfMinute()
    {
        var now = clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
        lock (logging)
        {
            unlogged++;
            if (minute == now)
                return null;
            var count = unlogged;
            (minute, unlogged) = (now, 0);
            return count;
        }
    }

    /// <summary>Path and query letter by letter as they came.</summary>
    private static string Target(HttpContext http) => http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is ['/', ..] target
        ? target : http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent();

    /// <summary>The form, whose names are read here as they are signed: two that differ in case only are two. It can be read again.</summary>
    private static async Task<IReadOnlyCollection<KeyValuePair<string, StringValues>>> Parameters(HttpRequest request)
    {
        if (!request.HasFormContentType)
            return [];
        request.EnableBuffering(bufferThreshold: LargestInMemory);
        using var reader = new StreamReader(request.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return [.. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=', 2))
            .GroupBy(f => WebUtility.UrlDecode(f[0]), f => f.Length < 2 ? "" : WebUtility.UrlDecode(f[1]), StringComparer.Ordinal)
            .Select(g => KeyValuePair.Create(g.Key, new StringValues([.. g])))];
    }

    private Uri Base => settings.PublicAddress ?? new(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request to {Route} was not signed by the telephone network and was refused; {Count} were since this was last logged")]
    private partial void LogUnsigned(string route, long count);
}
