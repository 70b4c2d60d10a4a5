using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>The addresses that the telephone network calls: every request must be signed with a secret of ours.</summary>
public sealed partial class Webhooks(TelephoneSettings settings, IServer server, ILogger<Webhooks> log)
{
    public const string Meter = "SinglePointOfReferral.Telephone";
    private static readonly Meter Counted = new(Meter);
    private static readonly Counter<long> Unsigned = Counted.CreateCounter<long>("webhooks.unsigned", description: "Requests to webhooks without a valid signature");

    /// <summary>An address of ours as the network calls it.</summary>
    /// <param name="pathAndQuery">Starts with a slash. Never anything about a person: ids only.</param>
    public Uri Address(string pathAndQuery) => new(Base.OriginalString.TrimEnd('/') + pathAndQuery);

    /// <summary>Whether a request is signed; one that is not is counted.</summary>
    public async Task<bool> IsSigned(HttpContext http)
    {
        var signature = http.Request.Headers[TwilioSignature.Header].ToString();
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        if (signature.Length > 0 && TwilioSignature.IsValid(settings.Tokens, signature, Address(http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent()), [.. form ?? FormCollection.Empty]))
            return true;
        Unsigned.Add(1);
        LogUnsigned((http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "");
        return false;
    }

    private Uri Base => settings.PublicAddress ?? new(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request to {Route} was not signed by the telephone network and was refused")]
    private partial void LogUnsigned(string route);
}
