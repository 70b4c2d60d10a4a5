using System.Diagnostics;
using System.Security.Cryptography;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.App.Tests.Storage;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

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

    /// <summary>Who is on the list of people, and in which role.</summary>
    private static readonly (string Organisation, string Role)[] Listed = [("F81001", "referrer"), ("RRT01", "provider"), ("SPR01", "hub")];

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    public async Task InitializeAsync()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        await Task.WhenAll(Publish(), azurite.InitializeAsync());
        var own = new DeploymentKey(key);
        var people = new People(new SealedTables(new AzureTables(azurite.Account), new MasterKeys([key])), TimeProvider.System, []);
        foreach (var (organisation, role) in Listed)
        {
            var who = ClientPrincipal.Read(HostedCaller.HeaderOf(organisation, role), own, isDemonstration: false)!;
            Assert.True(Code.TryRead(role, out Role may));
            var person = new StaffPerson(who.Id, PersonKind.Person, who.Name, who.Email, OdsCode.Read(organisation).Value!, new HashSet<Role> { may }, TimeProvider.System.GetUtcNow(), null);
            Assert.Equal(Saved.Done, await people.Save(null, person, PersonAct.LetIn, new(The.Gp, The.HubCode, new HashSet<Role> { Role.Administrator }), null, default));
        }
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
