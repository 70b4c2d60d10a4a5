using System.Diagnostics;
using System.Net.Http.Json;
using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>A text that a handset has shown.</summary>
public sealed record ShownText(string Sid, string To, string Body, string StatusCallback);

/// <summary>A text or a call that was made, as it stands.</summary>
public sealed record MadeResource(string Sid, string To, string From, string Body, string StatusCallback, string Status, int? ErrorCode, bool IsCall, int? ValidityPeriod);

public sealed record HeardCall(string Sid, string To, string From, bool IsAnswered, IReadOnlyList<string> Said, IReadOnlyList<string> Dialled);

/// <summary>A request of the network to the app; no status where it did not answer.</summary>
public sealed record CalledApp(string Path, int? Status, string Body);

/// <summary>A process that is Twilio to the app: its addresses, its JSON, its signed requests, and its troubles as they are ordered.</summary>
public sealed class FakeTwilio : IDisposable
{
    public const string Account = "AC0123456789abcdef0123456789abcdef";
    public const string Token = "a-token-of-this-test";
    public const string Number = "+447700900999";

    public static readonly Uri PublicAddress = new("https://referrals.example");

    private readonly Process process;
    private readonly HttpClient http;

    private FakeTwilio(Process process, string address)
    {
        this.process = process;
        http = new HttpClient { BaseAddress = new Uri(address) };
    }

    public Uri Address => http.BaseAddress!;

    /// <summary>An account here, with patience enough for a slow machine.</summary>
    public TelephoneSettings Settings => new(new TwilioAccount(Account, Number, Number, Address), [Token], PublicAddress) { Patience = TimeSpan.FromSeconds(3) };

    /// <summary>What a process of the app is told of its account here.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["Twilio__AccountSid"] = Account, ["Twilio__AuthToken"] = Token, ["Twilio__From"] = Number, ["Twilio__Api"] = Address.OriginalString, ["PublicAddress"] = PublicAddress.OriginalString,
    };

    public static async Task<FakeTwilio> Start()
    {
        var folder = AppContext.BaseDirectory.Replace("App.Tests", "FakeTwilio", StringComparison.Ordinal);
        var started = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, "SinglePointOfReferral.FakeTwilio.dll"), Account, Token])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        return new FakeTwilio(started, await started.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The network did not start."));
    }

    /// <summary>An app that has its account here, and is called where it is.</summary>
    public async Task<TestApp> StartApp(Ground? ground = null, TimeSpan? patience = null)
    {
        var app = await TestApp.Start(ground, telephone: Settings with { Patience = patience ?? Settings.Patience });
        await FindApp(app.Address);
        await Follow(app.Clock);
        return app;
    }

    /// <summary>Tells where the app is now; null while it is nowhere.</summary>
    public Task FindApp(Uri? app) => Tell("/app", new { app });

    /// <summary>Goes by the time of a clock that a test moves.</summary>
    public Task Follow(MovableClock clock) => Tell("/clock", new { now = clock.GetUtcNow() });

    /// <summary>Goes by this machine's time.</summary>
    public Task GoOnFromNow() => Tell("/clock", new { now = (DateTimeOffset?)null });

    /// <summary>Orders troubles, by their names in the network's own list of them; what is not named does not happen.</summary>
    public Task Order(object faults) => Tell("/faults", faults);

    /// <summary>Whoever has this number answers calls and presses these keys.</summary>
    public Task Answers(string number, string keys) => Tell("/answers", new { number, keys });

    /// <summary>A text to the app; more than once with the same id, as a network repeats one that was not answered.</summary>
    public async Task<IReadOnlyList<CalledApp>> TextIn(string from, string body, int times = 1) =>
        await Read<List<CalledApp>>(await http.PostAsJsonAsync("/in", new { from, to = Number, body, times }));

    public async Task<HeardCall> Dial(string from, string path, string keys) => await Read<HeardCall>(await http.PostAsJsonAsync("/dial", new { from, to = Number, path, keys }));

    public async Task<IReadOnlyList<ShownText>> Handsets() => await Get<List<ShownText>>("/ledger");

    public async Task<IReadOnlyList<MadeResource>> Made() => await Get<List<MadeResource>>("/made");

    public async Task<IReadOnlyList<HeardCall>> Calls() => await Get<List<HeardCall>>("/calls");

    public async Task<IReadOnlyList<CalledApp>> Called() => await Get<List<CalledApp>>("/called");

    /// <summary>Waits until whatever was made is passed on and reported.</summary>
    public async Task Idle()
    {
        while (!await Get<bool>("/idle"))
            await Task.Yield();
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        http.Dispose();
    }

    private async Task Tell(string path, object order)
    {
        using var answer = await http.PostAsJsonAsync(path, order);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<T> Get<T>(string path) => await Read<T>(await http.GetAsync(path));

    private static async Task<T> Read<T>(HttpResponseMessage answer)
    {
        using (answer)
            return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<T>())!;
    }
}

/// <summary>One network for all tests of a class, where none minds what the others leave.</summary>
public sealed class SharedTwilio : IAsyncLifetime
{
    public FakeTwilio Twilio { get; private set; } = null!;

    public async Task InitializeAsync() => Twilio = await FakeTwilio.Start();

    public Task DisposeAsync()
    {
        Twilio.Dispose();
        return Task.CompletedTask;
    }
}
