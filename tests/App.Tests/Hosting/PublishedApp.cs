using System.Diagnostics;
using System.Security.Cryptography;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Tests.Storage;

namespace SinglePointOfReferral.App.Tests.Hosting;

/// <summary>The app as it is deployed: published once, by the command in the README, with an emulator of its own.</summary>
public sealed class PublishedApp : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();

    public string Folder { get; } = Path.Combine(RunOptions.Root, "artifacts", "published-for-tests");

    public StorageAccount Account => azurite.Account;

    /// <summary>The settings of a deployment, as the host has them in its environment and hands them on.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["ReferralStorage"] = azurite.ConnectionString,
        ["DeploymentKey"] = Convert.ToBase64String(key),
        ["MasterKeys"] = Convert.ToBase64String(key),
        ["AzureWebJobsStorage"] = "the host's own account, which is none of the app's business",
    };

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    public async Task InitializeAsync()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        await Task.WhenAll(Publish(), azurite.InitializeAsync());
    }

    public Task DisposeAsync() => azurite.DisposeAsync();

    private async Task Publish()
    {
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", Path.Combine(RunOptions.Root, "src", "App"), "-c", "Release", "-o", Folder, "--nodereuse:false", "--nologo"])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException($"dotnet publish failed: {said}");
    }
}

[CollectionDefinition(Name)]
public sealed class PublishedTests : ICollectionFixture<PublishedApp>
{
    public const string Name = "Published app";
}
