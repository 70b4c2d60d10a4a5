using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace SinglePointOfReferral.FakeTwilio;

/// <summary>One request to the app, and what it answered; no status where it could not be reached.</summary>
public sealed record Called(string Path, int? Status, string Body);

/// <summary>
/// Calls the app's addresses, signed ("Webhooks security"). What is signed is the public address; where the app really is may change
/// with each of its lives.
/// </summary>
public sealed class Caller(string token) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };
    private readonly ConcurrentQueue<Called> called = [];

    /// <summary>Where the app is; null where it cannot be reached.</summary>
    public Uri? App { get; set; }

    /// <summary>The address under which it is known.</summary>
    public Uri Public { get; set; } = new("https://referrals.example");

    public IReadOnlyCollection<Called> All => called;

    /// <param name="address">Whole, or from its path on.</param>
    public async Task<Called> Post(string address, params IEnumerable<(string Name, string Value)> form)
    {
        var known = new Uri(Public, address);
        var fields = form.ToList();
        using var request = new HttpRequestMessage(HttpMethod.Post, App is null ? known : new Uri(App, known.PathAndQuery))
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        request.Headers.Add("X-Twilio-Signature", Sign(known.OriginalString, fields));
        request.Headers.Add("I-Twilio-Idempotency-Token", Guid.NewGuid().ToString());
        var answer = await Send(request, known.AbsolutePath);
        called.Enqueue(answer);
        return answer;
    }

    private async Task<Called> Send(HttpRequestMessage request, string path)
    {
        if (App is null)
            return new(path, null, "");
        try
        {
            using var response = await http.SendAsync(request);
            return new(path, (int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return new(path, null, "");
        }
    }

    public void Dispose() => http.Dispose();

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Twilio signs with it.")]
    private string Sign(string address, IEnumerable<(string Name, string Value)> fields)
    {
        var text = address + string.Concat(fields.Distinct().OrderBy(f => f.Name, StringComparer.Ordinal).ThenBy(f => f.Value, StringComparer.Ordinal).Select(f => f.Name + f.Value));
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));
    }
}
