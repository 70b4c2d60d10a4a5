using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Primitives;
using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App.Local;

/// <summary>
/// The demonstration's telephone network: what its telephones do is posted to our own webhooks, signed as Twilio would sign it.
/// </summary>
public sealed class OwnNetwork(TelephoneSettings settings, Webhooks webhooks, IServer server) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    /// <summary>Posts a form to one of our addresses and gives what was answered: TwiML, where all went well.</summary>
    /// <param name="path">From the slash on, the query included.</param>
    public async Task<(HttpStatusCode Status, string Body)> Post(string path, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancel)
    {
        var fields = form.ToList();
        var parameters = fields.GroupBy(f => f.Key).Select(g => KeyValuePair.Create(g.Key, new StringValues([.. g.Select(f => f.Value)])));
        var own = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(own, path)) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add(TwilioSignature.Header, TwilioSignature.Of(settings.Token, webhooks.Address(path).OriginalString, parameters));
        using var response = await http.SendAsync(request, cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
    }

    public void Dispose() => http.Dispose();
}
