using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// Twilio's network ("Message resource", "Call resource", Twilio docs). It makes a text anew whenever it is asked, so nothing here asks
/// twice: what may have been taken without an answer is <see cref="CarrierAnswer.Doubtful"/>, and whoever asked looks. Nothing is
/// logged or traced, because bodies and addresses have numbers in them.
/// </summary>
public sealed class TwilioCarrier(TelephoneSettings settings, Webhooks webhooks, TimeProvider clock) : ICarrier, IDisposable
{
    private const int TooManyRequests = 20429;
    private const int PageSize = 100;

    /// <summary>How long Twilio keeps a text that it cannot pass on, in seconds; at least, and at most.</summary>
    private const double ShortestValidity = 60;
    private const double LongestValidity = 14_400;

    /// <summary>For how many seconds a telephone rings.</summary>
    private const string RingsFor = "30";

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null,
        ConnectTimeout = settings.Patience / 2, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    private TwilioAccount Account => settings.Account ?? throw new InvalidOperationException("There is no account with Twilio.");

    public Task<CarrierAnswer> Text(string key, int attempt, PhoneNumber to, string body, DateTimeOffset? until, CancellationToken cancel) => Ask("Messages", new()
    {
        ["To"] = to.Text,
        [Account.Sender.StartsWith("MG", StringComparison.Ordinal) ? "MessagingServiceSid" : "From"] = Account.Sender,
        ["Body"] = body,
        ["StatusCallback"] = webhooks.Address($"/sms/status/{key}/{attempt}").OriginalString,
        ["ValidityPeriod"] = Math.Clamp(until is { } end ? (end - clock.GetUtcNow()).TotalSeconds : LongestValidity, ShortestValidity, LongestValidity).ToString("F0", CultureInfo.InvariantCulture),
    }, cancel);

    public Task<CarrierAnswer> Ring(string key, int attempt, PhoneNumber to, CancellationToken cancel) => Ask("Calls", new()
    {
        ["To"] = to.Text,
        ["From"] = Account.CallsFrom,
        ["Url"] = webhooks.Address($"/voice/message/{key}/{attempt}").OriginalString,
        ["StatusCallback"] = webhooks.Address($"/voice/status/{key}/{attempt}").OriginalString,
        ["Timeout"] = RingsFor,
    }, cancel);

    /// <remarks>
    /// Twilio lists the latest first and filters by when a text was sent, which one that still waits has not been; it is made at a full
    /// second. So a page is read as it comes, and the first that has nothing recent is the last.
    /// </remarks>
    public async Task<IReadOnlyList<CarrierText>> TextsTo(PhoneNumber to, DateTimeOffset since, CancellationToken cancel)
    {
        var from = new DateTimeOffset(since.UtcTicks - since.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
        var texts = new List<CarrierText>();
        var next = $"{Root}/Messages.json?To={Uri.EscapeDataString(to.Text)}&PageSize={PageSize}";
        while (next is not null)
        {
            using var page = await Read(next, cancel) ?? throw Silent();
            try
            {
                var listed = page.RootElement.GetProperty("messages").EnumerateArray()
                    .Select(m => (IsOurs: Text(m, "direction").StartsWith("outbound", StringComparison.Ordinal), Text: new CarrierText(Report(m), Text(m, "body"), Made(m))))
                    .Where(m => m.Text.MadeAt >= from).ToList();
                texts.AddRange(listed.Where(m => m.IsOurs).Select(m => m.Text));
                next = listed.Count > 0 && page.RootElement.TryGetProperty("next_page_uri", out var more) ? more.GetString() : null;
            }
            catch (Exception e) when (IsBroken(e))
            {
                throw Silent(e);
            }
        }
        return texts;
    }

    public async Task<CarrierReport?> Look(string id, CancellationToken cancel)
    {
        var resource = id.StartsWith("CA", StringComparison.Ordinal) ? "Calls" : "Messages";
        using var found = await Read($"{Root}/{resource}/{Uri.EscapeDataString(id)}.json", cancel);
        try
        {
            return found is null ? null : Report(found.RootElement);
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw Silent(e);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<CarrierAnswer> Ask(string resource, Dictionary<string, string> form, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(settings.Patience);
        try
        {
            using var response = await Send(HttpMethod.Post, $"{Root}/{resource}.json", form, patience.Token);
            return await Understand(response, patience.Token);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            return new CarrierAnswer.Refused(null, null);
        }
        catch (OperationCanceledException) when (!patience.IsCancellationRequested)
        {
            // Nobody gave up but whoever tries to connect.
            return new CarrierAnswer.Refused(null, null);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && (e is HttpRequestException or IOException or OperationCanceledException || IsBroken(e)))
        {
            return new CarrierAnswer.Doubtful();
        }
    }

    private async Task<CarrierAnswer> Understand(HttpResponseMessage response, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        if (response.StatusCode is HttpStatusCode.RequestTimeout || status is >= 300 and < 400 or >= 500)
            return new CarrierAnswer.Doubtful();
        var body = await response.Content.ReadAsStringAsync(cancel);
        if (status >= 400)
            return new CarrierAnswer.Refused(status == 429 ? TooManyRequests : CodeIn(body) ?? status, RetryAfter(response.Headers.RetryAfter));
        using var made = JsonDocument.Parse(body);
        return new CarrierAnswer.Taken(Report(made.RootElement));
    }

    /// <summary>What stands at an address of the account; null where nothing does.</summary>
    private async Task<JsonDocument?> Read(string path, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(settings.Patience);
        try
        {
            using var response = await Send(HttpMethod.Get, path, form: null, patience.Token);
            if (response.StatusCode is HttpStatusCode.NotFound)
                return null;
            return response.IsSuccessStatusCode ? JsonDocument.Parse(await response.Content.ReadAsStringAsync(patience.Token)) : throw Silent();
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && (e is HttpRequestException or IOException or OperationCanceledException || IsBroken(e)))
        {
            throw Silent(e);
        }
    }

    /// <summary>Asks with the account's secret and, while it is being changed, with the other where the first is no longer believed.</summary>
    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, Dictionary<string, string>? form, CancellationToken cancel)
    {
        var response = await Send(method, path, form, settings.Token, cancel);
        foreach (var other in settings.Tokens.Skip(1).TakeWhile(_ => response.StatusCode is HttpStatusCode.Unauthorized))
        {
            response.Dispose();
            response = await Send(method, path, form, other, cancel);
        }
        return response;
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, Dictionary<string, string>? form, string token, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(Account.Api, path)) { Content = form is null ? null : new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account.Sid}:{token}")));
        return await http.SendAsync(request, cancel);
    }

    private string Root => $"/2010-04-01/Accounts/{Account.Sid}";

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date is { } date && date > clock.GetUtcNow() ? date - clock.GetUtcNow() : null);

    private static CarrierReport Report(JsonElement of)
    {
        var code = of.TryGetProperty("error_code", out var error) && error.ValueKind is JsonValueKind.Number ? error.GetInt32() : (int?)null;
        return new(of.GetProperty("sid").GetString() ?? throw new JsonException("No sid."), Text(of, "status"), code);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";

    /// <summary>"Fri, 24 May 2019 17:44:46 +0000".</summary>
    private static DateTimeOffset Made(JsonElement of) => DateTimeOffset.Parse(Text(of, "date_created"), CultureInfo.InvariantCulture);

    /// <summary>Twilio's own code in an answer; null where the answer is of something between.</summary>
    private static int? CodeIn(string body)
    {
        try
        {
            using var error = JsonDocument.Parse(body);
            return error.RootElement.GetProperty("code").GetInt32();
        }
        catch (Exception e) when (IsBroken(e))
        {
            return null;
        }
    }

    /// <summary>What reading an answer that is not what Twilio describes can throw.</summary>
    private static bool IsBroken(Exception e) => e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException;

    private static StorageUnavailableException Silent(Exception? inner = null) => new("The telephone network did not answer.", inner);
}
