using System.Security.Cryptography;
using Azure.Identity;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Telemetry;
using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App;

/// <summary>The storage that the settings ask for, opened; disposing closes it.</summary>
public sealed class Store : IAsyncDisposable
{
    private readonly IAsyncDisposable? opened;

    private Store(ITables tables, IQueues queues, string description, IAsyncDisposable? owned) =>
        (Tables, Queues, Description, opened) = (tables, queues, description, owned);

    public ITables Tables { get; }

    public IQueues Queues { get; }

    /// <summary>Where the data are, for people.</summary>
    public string Description { get; }

    public static async Task<Store> Open(RunSettings settings, CancellationToken cancel)
    {
        if (settings.Fresh)
            Empty(settings);
        switch (settings.Storage)
        {
            case StorageKind.Embedded:
                var embedded = EmbeddedStore.Open(settings.Folder, TimeProvider.System);
                return new(embedded, embedded, settings.Folder, embedded);
            case StorageKind.Azurite:
                var folder = Path.Combine(settings.Folder, "azurite");
                var azurite = await StartAzurite(folder, cancel);
                var emulated = StorageAccount.Parse(azurite.ConnectionString);
                return new(new AzureTables(emulated), new AzureQueues(emulated), $"{folder} (Azurite, which may lose the last seconds when it is killed)", azurite);
            default:
                var account = Account(settings);
                return new(new AzureTables(account), new AzureQueues(account), $"storage account {account.Name}", null);
        }
    }

    /// <summary>Throws <see cref="StorageUnavailableException"/> when the store does not answer. Not asked under the Functions
    /// host, which gives up on an app that ends three times: there a store that is away for a while is answered with 503.</summary>
    public Task Probe(CancellationToken cancel) => Tables.Get("health", "probe", "probe", cancel);

    public Setup ToSetup(RunSettings settings)
    {
        var town = LocalityFiles.Read(settings.LocalityFolder);
        return new Setup(
            Tables, Queues, TimeProvider.System, town, settings.Mode.IsDemonstration ? LocalityFiles.ReadPeople(settings.LocalityFolder) : [],
            Key(settings), settings.Mode, settings.Port, RunLoops: !settings.Mode.IsUnderFunctionsHost) with
        {
            Telephone = TelephoneSettings.Read(Environment.GetEnvironmentVariable, Key(settings)).For(town.Hub),
            SiteName = Environment.GetEnvironmentVariable("WEBSITE_HOSTNAME"),
            Telemetry = TelemetrySettings.Read(Environment.GetEnvironmentVariable),
        };
    }

    public ValueTask DisposeAsync() => opened?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static void Empty(RunSettings settings)
    {
        if (settings.Storage is StorageKind.Account)
            throw new SetupException("--fresh deletes this machine's own data and nothing in a storage account. Leave it out.");
        if (!Directory.Exists(settings.Folder))
            return;
        if (settings.Storage is StorageKind.Embedded)
            EmbeddedStore.Delete(settings.Folder);
        else if (Directory.Exists(Path.Combine(settings.Folder, "azurite")))
            Azurite.Delete(Path.Combine(settings.Folder, "azurite"));
    }

    private static async Task<Azurite> StartAzurite(string folder, CancellationToken cancel)
    {
        try
        {
            return await Azurite.Start(Path.Combine(RunOptions.Root, "node_modules"), folder, cancel);
        }
        catch (InvalidOperationException e)
        {
            throw new SetupException(e.Message);
        }
    }

    private static StorageAccount Account(RunSettings settings)
    {
        try
        {
            return string.IsNullOrEmpty(settings.Account)
                ? StorageAccount.WithIdentity(settings.AccountName!, new DefaultAzureCredential())
                : StorageAccount.Parse(settings.Account);
        }
        catch (ArgumentException e)
        {
            throw new SetupException($"The setting {RunOptions.StorageSetting} is not a connection string: {e.Message}");
        }
    }

    /// <summary>On this machine the key is made once and kept beside the data; elsewhere it is a setting.</summary>
    private static DeploymentKey Key(RunSettings settings)
    {
        try
        {
            if (settings.Storage is StorageKind.Account)
            {
                return new DeploymentKey(Convert.FromBase64String(settings.DeploymentKey
                    ?? throw new SetupException("Set DeploymentKey to 32 random bytes in Base64. References are derived from it: keep it for as long as the data.")));
            }
            Directory.CreateDirectory(settings.Folder);
            var path = Path.Combine(settings.Folder, "deployment.key");
            if (!File.Exists(path))
                MakeKey(path);
            return new DeploymentKey(Convert.FromBase64String(File.ReadAllText(path)));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new SetupException("The deployment key is not 32 bytes or more in Base64.");
        }
    }

    /// <summary>The file is there whole or not at all: half a key would never let this folder be opened again.</summary>
    private static void MakeKey(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var half = path + ".new";
        using (var file = new FileStream(half, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
            file.Flush(flushToDisk: true);
        }
        File.Move(half, path);
    }
}
