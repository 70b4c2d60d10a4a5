using SinglePointOfReferral.App.Adapters;

namespace SinglePointOfReferral.App.Tests.Storage;

/// <summary>One emulator for all tests that want one; each uses tables and queues of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string location = Directory.CreateTempSubdirectory("azurite-").FullName;
    private Azurite? azurite;

    public StorageAccount Account => StorageAccount.Parse(ConnectionString);

    public string ConnectionString => azurite!.ConnectionString;

    public async Task InitializeAsync() => azurite = await Azurite.Start(Path.Combine(RunOptions.Root, "node_modules"), location);

    public async Task DisposeAsync()
    {
        if (azurite is not null)
            await azurite.DisposeAsync();
        Directory.Delete(location, recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
