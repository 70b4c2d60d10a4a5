using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.Tests;

/// <summary>The real app on a real port, without its loops: queues are worked on when a test says so, and the clock moves when it does.</summary>
public sealed class TestApp : IAsyncDisposable
{
    public const string Gp = "amara-okafor";
    public const string Paramedic = "tom-bright";
    public const string RapidResponse = "grace-lindqvist";
    public const string Reablement = "owen-hughes";
    public const string Befriending = "sam-adeyemi";
    public const string Carers = "ruth-cole";
    public const string Clinician = "nadia-rahman";
    public const string Commissioner = "jo-fenwick";
    public const string GovernanceLead = "lena-vogel";
    public const string Administrator = "imran-shah";

    private readonly WebApplication app;
    private readonly bool ownsGround;
    private readonly CapturedLogs logs = new();
    private readonly ConcurrentBag<HttpClient> clients = [];

    private HttpClient? nobody;

    private TestApp(WebApplication app, Ground ground, bool ownsGround)
    {
        (this.app, Ground, this.ownsGround) = (app, ground, ownsGround);
        Get<ILoggerFactory>().AddProvider(logs);
    }

    public Ground Ground { get; }

    public MovableClock Clock => Ground.Clock;

    public IReadOnlyCollection<string> Logs => logs.Lines;

    public Uri Address => new(app.Urls.First());

    public IServiceProvider Services => app.Services;

    public static string Southend { get; } = Path.Combine(RunOptions.Root, "locality", "southend");

    /// <summary>Starts an app; without a ground it gets an embedded one of its own, without a town's folder it serves Southend.</summary>
    public static async Task<TestApp> Start(
        Ground? ground = null, RunMode? mode = null, string? town = null, Locality? locality = null, ICarrier? carrier = null, TelephoneSettings? telephone = null,
        ITables? erasures = null, string? firstAdministrator = null, Func<Setup, Setup>? with = null)
    {
        var folder = town ?? Southend;
        var stands = ground ?? Ground.Embedded();
        var run = mode ?? new RunMode(IsDemonstration: true, IsUnderFunctionsHost: false);
        var setup = new Setup(
            stands.Tables, stands.Queues, stands.Clock, locality ?? LocalityFiles.Read(folder), run.IsDemonstration ? LocalityFiles.ReadPeople(folder) : [],
            new DeploymentKey([.. Enumerable.Range(1, 32).Select(i => (byte)i)]), run, Port: 0, RunLoops: false) { MasterKeys = Ground.MasterKeys, Erasures = erasures, Carrier = carrier, FirstAdministrator = firstAdministrator };
        setup = telephone is null ? setup : setup with { Telephone = telephone };
        var built = Composition.Build(with is null ? setup : with(setup));
        var started = new TestApp(built, stands, ownsGround: ground is null);
        await built.StartAsync();
        return started;
    }

    /// <summary>Requests of one of the demonstration's people; of nobody without a name.</summary>
    public HttpClient As(string? person)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (person is not null)
            client.DefaultRequestHeaders.Add(DemonstrationSignIn.UserHeader, person);
        clients.Add(client);
        return client;
    }

    /// <summary>Requests of nobody, one after the other on the same connections.</summary>
    public HttpClient Nobody => nobody ??= As(null);

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Works on the queues until nothing is left.</summary>
    public Task Settle() => Get<LocalLoops>().RunUntilIdle();

    /// <summary>Refers as the GP, or somebody else, and gives the reference. Nothing is worked on yet.</summary>
    public async Task<string> Refer(object? form = null, string by = Gp, string? key = null)
    {
        var answer = await As(by).Tell("/api/referrals", form ?? The.Form, ("Idempotency-Key", key ?? Guid.NewGuid().ToString("N")));
        Assert.Equal(201, answer.Status);
        return answer["reference"];
    }

    /// <summary>The texts that were kept on the day of the clock: to whom and what.</summary>
    public async Task<IReadOnlyList<(string To, string Body)>> Texts() =>
        [.. (await Get<KeptTexts>().Of(Clock.GetUtcNow(), default)).Select(t => (t.To, t.Body)).OrderBy(t => t.Body, StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
            client.Dispose();
        await app.DisposeAsync();
        if (ownsGround)
            await Ground.DisposeAsync();
    }

    private sealed class CapturedLogs : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

/// <summary>One app for all tests of a class, where none minds what the others leave.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    public TestApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await TestApp.Start();

    public async Task DisposeAsync() => await App.DisposeAsync();
}
