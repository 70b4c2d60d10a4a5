using System.Diagnostics;
using SinglePointOfReferral.App.Adapters;

namespace SinglePointOfReferral.App.Tests.Storage;

/// <summary>One emulator for all tests that want one; each uses tables and queues of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string location = Directory.CreateTempSubdirectory("azurite-").FullName;
    private Azurite? azurite;

    public StorageAccount Account => StorageAccount.Parse(ConnectionString);

    public string ConnectionString => azurite!.ConnectionString;

    public async Task InitializeAsync() => azurite = await Azurite.Start(NodeModules(), location);

    public async Task DisposeAsync()
    {
        if (azurite is not null)
            await azurite.DisposeAsync();
        Directory.Delete(location, recursive: true);
    }

    /// <summary>The repository's node_modules; installed once when Azurite is not there yet.</summary>
    public static string NodeModules()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "SinglePointOfReferral.sln")))
            root = root.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        var modules = Path.Combine(root.FullName, "node_modules");
        if (!Directory.Exists(Path.Combine(modules, "azurite")))
        {
            Console.WriteLine($"npm ci in {root.FullName}: Azurite is not installed yet");
            using var npm = Process.Start(new ProcessStartInfo("npm", "ci") { WorkingDirectory = root.FullName })!;
            npm.WaitForExit();
        }
        return modules;
    }
}

[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
