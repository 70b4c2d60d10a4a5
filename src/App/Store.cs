using Azure.Identity;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Telemetry;
using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App;

/// <summary>The storage that the settings ask for, opened; disposing closes it.</summary>
public sealed class Store : IAsyncDisposable
{
    private const string ErasureFolder = "erasures";
    private readonly IReadOnlyList<IAsyncDisposable> opened;

    private Store(ITables tables, IQueues queues, ITables? erasures, string description, params IReadOnlyList<IAsyncDisposable> owned) =>
        (Tables, Queues, Erasures, Description, opened) = (tables, queues, erasures, description, owned);

    public ITables Tables { get; }

    public IQueues Queues { get; }

    /// <summary>Where it is noted what was erased, apart from all that is backed up; null where nothing apart is set.</summary>
    public ITables? Erasures { get; }

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
                var aside = Aside(settings);
                return new(embedded, embedded, aside, settings.Folder, embedded, aside);
            case StorageKind.Azurite:
                var folder = Path.Combine(settings.Folder, "azurite");
                var azurite = await StartAzurite(folder, cancel);
                var emulated = StorageAccount.Parse(azurite.ConnectionString);
                var besideIt = Aside(settings);
                return new(
                    new AzureTables(emulated), new AzureQueues(emulated), besideIt, $"{folder} (Azurite, which may lose the last seconds when it is killed)", azurite, besideIt);
            default:
                var account = Account(settings.Account, settings.AccountName, RunOptions.StorageSetting)!;
                var elsewhere = Account(settings.ErasureAccount, settings.ErasureAccountName, RunOptions.ErasureSetting);
                return new(new AzureTables(account), new AzureQueues(account), elsewhere is null ? null : new AzureTables(elsewhere), $"storage account {account.Name}");
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
            Secrets.DeploymentKey(settings), settings.Mode, settings.Port, RunLoops: !settings.Mode.IsUnderFunctionsHost)
        {
            MasterKeys = Secrets.MasterKeys(settings),
            Erasures = Erasures,
            Telephone = TelephoneSettings.Read(Environment.GetEnvironmentVariable, Secrets.DeploymentKey(settings)).For(town.Hub),
            FirstAdministrator = Environment.GetEnvironmentVariable("FirstAdministrator"),
            SiteName = Environment.GetEnvironmentVariable("WEBSITE_HOSTNAME"),
            Telemetry = TelemetrySettings.Read(Environment.GetEnvironmentVariable),
            AuditHeads = HeadsFile(settings),
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in opened)
            await one.DisposeAsync();
    }

    private static EmbeddedStore Aside(RunSettings settings) => EmbeddedStore.Open(Path.Combine(settings.Folder, ErasureFolder), TimeProvider.System);

    /// <summary>On this machine the heads of the audit are kept beside the data; elsewhere the app's log has them.</summary>
    private static string? HeadsFile(RunSettings settings) =>
        settings.Storage is StorageKind.Account ? null : Path.Combine(settings.Folder, Audit.AuditHeads.FileName);

    private static void Empty(RunSettings settings)
    {
        if (settings.Storage is StorageKind.Account)
            throw new SetupException("--fresh deletes this machine's own data and nothing in a storage account. Leave it out.");
        if (!Directory.Exists(settings.Folder))
            return;
        if (Directory.Exists(Path.Combine(settings.Folder, ErasureFolder)))
            EmbeddedStore.Delete(Path.Combine(settings.Folder, ErasureFolder));
        File.Delete(HeadsFile(settings)!);
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

    private static StorageAccount? Account(string? connection, string? name, string setting)
    {
        try
        {
            return !string.IsNullOrEmpty(connection) ? StorageAccount.Parse(connection)
                : !string.IsNullOrEmpty(name) ? StorageAccount.WithIdentity(name, new DefaultAzureCredential()) : null;
        }
        catch (ArgumentException e)
        {
            throw new SetupException($"The setting {setting} is not a connection string: {e.Message}");
        }
    }
}
