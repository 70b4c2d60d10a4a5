using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using SinglePointOfReferral.App;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Bench;

/// <summary>
/// From a provider's text "Y" to the acceptance being recorded, against a process of its own that is killed before every fifth text: that
/// one is sent to nobody at first, and again until the next process answers, as a network does.
/// </summary>
internal static partial class SmsBench
{
    private const int Offers = 100;
    private const int KilledEvery = 5;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(5);

    public static async Task<IEnumerable<Figure>> Run()
    {
        var folder = Directory.CreateDirectory(Path.Combine(RunOptions.Root, "artifacts", "bench", Guid.NewGuid().ToString("N")[..8])).FullName;
        try
        {
            using var app = new Life(folder);
            await app.Start();
            var offers = await Offered(app);
            var times = new List<(bool Restarted, double Milliseconds)>();
            foreach (var (reference, phone) in offers)
            {
                var restarts = times.Count % KilledEvery == KilledEvery - 1;
                if (restarts)
                    app.KillAndStart();
                var clock = Stopwatch.GetTimestamp();
                var reply = await Reply(app, phone, reference);
                times.Add((restarts, Stopwatch.GetElapsedTime(clock).TotalMilliseconds));
                if (await Stage(app, reference) is not "accepted")
                    throw new InvalidOperationException($"Not accepted: {reply}");
            }
            return Figures([.. times.Skip(1)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Figure> Figures(IReadOnlyList<(bool Restarted, double Milliseconds)> times)
    {
        var all = times.Select(t => t.Milliseconds).ToList();
        Report.Progress($"sms: {all.Count} offers accepted by text, {times.Count(t => t.Restarted)} of them while the process was started anew");
        return
        [
            Figure.AtMost("sms: a provider's text to the offer accepted, restarts included, median", all.Median(), 1000, " ms"),
            Figure.Told("sms: the same, 90th percentile", all.Percentile(0.9), " ms"),
            Figure.Told("sms: of those with a restart, from the kill on, median", times.Where(t => t.Restarted).Select(t => t.Milliseconds).Median(), " ms"),
            Figure.Told("sms: of those without, median", times.Where(t => !t.Restarted).Select(t => t.Milliseconds).Median(), " ms"),
        ];
    }

    /// <summary>Referrals that wait for the answer of a service with a mobile, and its number. One more than are measured.</summary>
    private static async Task<IReadOnlyList<(Reference Reference, PhoneNumber Phone)>> Offered(Life app)
    {
        var offers = new List<(Reference, PhoneNumber)>();
        for (var number = 0; offers.Count <= Offers; number++)
        {
            var form = Sample.Form(number, Referrals.Town) with { Reason = "fall", HowSoon = "two-hours", RedFlags = null };
            using var made = await app.Send(HttpMethod.Post, "/api/referrals", Referrals.Referrer.Id, JsonContent.Create(form, options: Json.Options), ("Idempotency-Key", $"{Guid.NewGuid():N}"));
            var reference = Reference.Read(JsonElement.Parse(await made.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).GetProperty("reference").GetString()!).Value!;
            string stage;
            while ((stage = await Stage(app, reference)) is "" or "awaiting-offer")
                await Task.Delay(BetweenTries);
            if (stage is "on-offer" && Referrals.Town.Service(await Text(app, reference, "service"))?.DutyPhone is { IsMobile: true } phone)
                offers.Add((reference, phone));
        }
        return offers;
    }

    private static Task<string> Stage(Life app, Reference reference) => Text(app, reference, "stage");

    /// <summary>A text of the referral's first strand; empty as long as it has none.</summary>
    private static async Task<string> Text(Life app, Reference reference, string name)
    {
        using var answer = await app.Send(HttpMethod.Get, $"/api/referrals/{reference.Text}", Referrals.Referrer.Id);
        var strands = JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).GetProperty("strands");
        return strands.GetArrayLength() > 0 && strands[0].TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
    }

    /// <summary>Texts "Y" with the reference until somebody answers, and gives what is answered.</summary>
    private static async Task<string> Reply(Life app, PhoneNumber from, Reference reference)
    {
        KeyValuePair<string, string>[] form =
            [new("MessageSid", $"SM{Guid.NewGuid():N}"), new("From", from.Text), new("To", "+447700900999"), new("Body", $"Y {reference.Spaced}"), new("NumMedia", "0")];
        var signature = TwilioSignature.Of(app.Token, app.Address.OriginalString.TrimEnd('/') + SmsIn, form.Select(f => KeyValuePair.Create(f.Key, new StringValues(f.Value))));
        while (true)
        {
            try
            {
                using var answer = await app.Send(HttpMethod.Post, SmsIn, null, new FormUrlEncodedContent(form), (TwilioSignature.Header, signature));
                if (answer.StatusCode is not HttpStatusCode.ServiceUnavailable)
                    return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            }
            catch (HttpRequestException e) when (e.StatusCode is null)
            {
                await Task.Delay(BetweenTries);
            }
        }
    }

    private const string SmsIn = "/sms/in";

    /// <summary>The app as the run command starts it, again and again on the same store.</summary>
    private sealed partial class Life(string folder) : IDisposable
    {
        private readonly HttpClient http = new();
        private Process? process;

        public Uri Address { get; private set; } = new("http://127.0.0.1:1");

        /// <summary>The secret that this machine's own telephone network signs with.</summary>
        public string Token { get; private set; } = "";

        public async Task Start()
        {
            process = Run(port: 0);
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (Opened().Match(line) is not { Success: true } opened)
                    continue;
                Address = new Uri($"http://127.0.0.1:{opened.Groups[1].Value}");
                break;
            }
            _ = process.StandardOutput.ReadToEndAsync();
            Token = TelephoneSettings.OnThisMachine(new DeploymentKey(Convert.FromBase64String(await File.ReadAllTextAsync(Path.Combine(folder, "deployment.key"))))).Token;
        }

        /// <summary>SIGKILL, and another process at the same address; does not wait for it to answer.</summary>
        public void KillAndStart()
        {
            End();
            process = Run(Address.Port);
            _ = process.StandardOutput.ReadToEndAsync();
        }

        public async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? user, HttpContent? content = null, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(method, new Uri(Address, path)) { Content = content };
            if (user is not null)
                request.Headers.Add(DemonstrationSignIn.UserHeader, user);
            foreach (var (name, value) in headers)
                request.Headers.Add(name, value);
            return await http.SendAsync(request);
        }

        public void Dispose()
        {
            End();
            http.Dispose();
        }

        private Process Run(int port) => Process.Start(new ProcessStartInfo("dotnet", [typeof(App.CommandLine).Assembly.Location, "--data", folder, "--port", $"{port}"])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        })!;

        private void End()
        {
            process?.Kill();
            process?.WaitForExit();
            process?.Dispose();
            process = null;
        }

        [GeneratedRegex("open +http://localhost:(?<port>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex Opened();
    }
}
