using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SinglePointOfReferral.App;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.Bench;

/// <summary>Which part of the work after the answer this process does.</summary>
internal enum Background { Nothing, SendingAfterCommit, Everything }

/// <summary>A store of its own in a folder, deleted afterwards. On the disk that the source is on, so that durable means durable.</summary>
internal sealed class Bed : IAsyncDisposable
{
    private static readonly string Root = Path.Combine(RunOptions.Root, "artifacts", "bench");
    private readonly IAsyncDisposable opened;

    private Bed(string folder, ITables tables, IQueues queues, IAsyncDisposable opened) =>
        (Folder, Tables, Queues, this.opened) = (folder, tables, queues, opened);

    public string Folder { get; }

    public ITables Tables { get; }

    public IQueues Queues { get; }

    /// <summary>An embedded store: empty, or a copy of another, closed one.</summary>
    public static Task<Bed> Embedded(string? copyOf = null)
    {
        var folder = NewFolder();
        if (copyOf is not null)
            Copy(Path.Combine(copyOf, "store.db"), Path.Combine(folder, "store.db"));
        var store = EmbeddedStore.Open(folder, TimeProvider.System);
        return Task.FromResult(new Bed(folder, store, store, store));
    }

    /// <summary>An emulator of its own, empty.</summary>
    public static async Task<Bed> Emulated()
    {
        var folder = NewFolder();
        var azurite = await Azurite.Start(Path.Combine(RunOptions.Root, "node_modules"), folder);
        var account = StorageAccount.Parse(azurite.ConnectionString);
        return new Bed(folder, new AzureTables(account), new AzureQueues(account), azurite);
    }

    /// <summary>The app on this store, listening.</summary>
    public Task<RunningApp> Start(Background background, TimeProvider? clock = null) =>
        RunningApp.Start(Tables, Queues, background, clock ?? TimeProvider.System);

    /// <summary>Closes the store and leaves its folder.</summary>
    public ValueTask Close() => opened.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await opened.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Down to the disk, so that what is measured next does not wait for it.</summary>
    private static void Copy(string from, string to)
    {
        File.Copy(from, to);
        using var file = File.OpenWrite(to);
        file.Flush(flushToDisk: true);
    }

    private static string NewFolder() => Directory.CreateDirectory(Path.Combine(Root, Guid.NewGuid().ToString("N")[..8])).FullName;
}

/// <summary>The real app, in this process, with its storage counted.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly WebApplication built;

    private RunningApp(WebApplication built, CountedTables tables, CountedQueues queues)
    {
        (this.built, Tables, Queues) = (built, tables, queues);
        Address = new Uri(built.Urls.First());
    }

    public CountedTables Tables { get; }

    public CountedQueues Queues { get; }

    public Uri Address { get; }

    public Work Done => Tables.Done + Queues.Done;

    public static async Task<RunningApp> Start(ITables tables, IQueues queues, Background background, TimeProvider clock)
    {
        var (countedTables, countedQueues) = (new CountedTables(tables), new CountedQueues(queues));
        var setup = new Setup(
            countedTables, countedQueues, clock, Referrals.Town, Referrals.People, Referrals.Key,
            new RunMode(IsDemonstration: true, IsUnderFunctionsHost: false), Port: 0, RunLoops: background is Background.Everything)
        {
            MasterKeys = Referrals.MasterKeys,
            SendsAfterCommit = background is not Background.Nothing,
        };
        var app = Composition.Build(setup);
        await app.StartAsync();
        return new RunningApp(app, countedTables, countedQueues);
    }

    public T Get<T>() where T : notnull => built.Services.GetRequiredService<T>();

    /// <summary>A worker that posts referrals and takes nothing but 201 for an answer.</summary>
    public Task<Func<byte[], Task>> Poster() => Sender(201);

    /// <summary>A worker that sends requests and takes nothing but this status for an answer.</summary>
    public async Task<Func<byte[], Task>> Sender(int status)
    {
        var http = await Http.Connect(Address);
        return async request =>
        {
            var answer = await http.Send(request);
            if (answer.Status != status)
                throw new InvalidOperationException($"A request was answered with {answer.Status}.");
        };
    }

    public async ValueTask DisposeAsync()
    {
        await built.StopAsync();
        await built.DisposeAsync();
    }
}
