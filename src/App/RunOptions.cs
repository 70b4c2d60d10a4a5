using System.CommandLine;
using SinglePointOfReferral.App.Hosting;

namespace SinglePointOfReferral.App;

public enum StorageKind { Embedded, Azurite, Account }

/// <summary>How to run, as far as the command line and the environment say.</summary>
/// <param name="Folder">Where the data of this machine are.</param>
/// <param name="Account">A connection string, or null.</param>
/// <param name="AccountName">The name of a storage account to use with Entra ID, or null.</param>
/// <param name="ErasureAccount">The same of the account with the list of what was erased.</param>
public sealed record RunSettings(
    RunMode Mode, StorageKind Storage, string Folder, int Port, bool Fresh, int Sample, string LocalityFolder, string? Account, string? AccountName,
    string? DeploymentKey, string? MasterKeys = null, string? ErasureAccount = null, string? ErasureAccountName = null)
{
    /// <summary>A published folder brings its assets along.</summary>
    public bool NeedsPages => !Mode.IsUnderFunctionsHost;
}

/// <summary>The options that running and the maintenance commands share.</summary>
public sealed class RunOptions
{
    /// <summary>The setting with the storage account, for us and for the queue triggers. It is not called Storage, because the host
    /// puts AzureWebJobs before a connection's name and looks there first: that is its own account, perhaps another one.</summary>
    public const string StorageSetting = "ReferralStorage";

    /// <summary>The setting with another storage account, for the list of what was erased: a backup of the first must not bring it back.</summary>
    public const string ErasureSetting = "ErasureStorage";

    private readonly Option<bool> freshOption = new("--fresh") { Description = "Start empty: what is in the data folder is deleted." };
    private readonly Option<int> sampleOption = new("--sample") { Description = "Submit so many synthetic referrals through the front door." };
    private readonly Option<int> portOption = new("--port") { Description = "Where to listen on this machine.", DefaultValueFactory = _ => 7071 };
    private readonly Option<string> dataOption = new("--data") { Description = "The folder for the data." };
    private readonly Option<string?> storageOption = new("--storage") { Description = "embedded (SQLite, the default), azurite (started here), or account (settings ReferralStorage or ReferralStorage__accountName)." };
    private readonly Option<string> localityOption = new("--locality") { Description = "The town: a folder of locality/." };
    private readonly Option<bool?> demonstrationOption = new("--demonstration") { Description = "Whether the demonstration's people can sign in; by default they can on this machine's own storage." };

    public RunOptions()
    {
        dataOption.DefaultValueFactory = _ => Path.Combine(Root, ".data");
        localityOption.DefaultValueFactory = _ => Environment.GetEnvironmentVariable("Locality") ?? "southend";
    }

    /// <summary>The folder of the solution when run from source, of the executable when published.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Which of the options make sense for a command.</summary>
    public enum Only { Running, Storage }

    public void AddTo(Command command, Only which)
    {
        Option[] storage = [dataOption, storageOption, localityOption];
        Option[] running = [freshOption, sampleOption, portOption, demonstrationOption];
        foreach (var option in which is Only.Running ? [.. running, .. storage] : storage)
            command.Options.Add(option);
    }

    /// <summary>The settings, or a <see cref="SetupException"/> that says what does not go together.</summary>
    public RunSettings Read(ParseResult parsed)
    {
        var (account, accountName) = (Environment.GetEnvironmentVariable(StorageSetting), Environment.GetEnvironmentVariable(StorageSetting + "__accountName"));
        var isConfigured = !string.IsNullOrEmpty(account) || !string.IsNullOrEmpty(accountName);
        var isUnderHost = FunctionsHost.Port is not null;
        var storage = parsed.GetValue(storageOption) switch
        {
            null => isConfigured || isUnderHost ? StorageKind.Account : StorageKind.Embedded,
            "embedded" => StorageKind.Embedded,
            "azurite" => StorageKind.Azurite,
            "account" => StorageKind.Account,
            var other => throw new SetupException($"--storage is embedded, azurite or account, not '{other}'."),
        };
        if (storage is StorageKind.Account && !isConfigured)
            throw new SetupException("No storage account is configured. Set ReferralStorage to a connection string, or ReferralStorage__accountName to the account's name for Entra ID.");
        var isOwn = storage is not StorageKind.Account && !isUnderHost;
        var isDemonstration = parsed.GetValue(demonstrationOption) ?? isOwn;
        if (isDemonstration && !isOwn)
            throw new SetupException("The demonstration lets anybody in, so it runs neither under the Functions host nor on a storage account. Leave out --demonstration.");
        if (isUnderHost && storage is not StorageKind.Account)
            throw new SetupException("Under the Functions host the data belong in a storage account. Leave out --storage.");
        var locality = Path.Combine(Root, "locality", parsed.GetValue(localityOption)!);
        if (!Directory.Exists(locality))
            throw new SetupException($"There is no town in {locality}. Name a folder of locality/ with --locality.");
        var port = FunctionsHost.Port ?? parsed.GetValue(portOption);
        if (port is < 0 or > 65535)
            throw new SetupException("--port is a number from 0 to 65535; 0 is any free one.");
        return new RunSettings(
            new RunMode(isDemonstration, isUnderHost, IsTrue("WEBSITE_AUTH_ENABLED"), SharesStore: !isOwn) { SignInProvider = Environment.GetEnvironmentVariable("SignInProvider") is { Length: > 0 } provider ? Uri.EscapeDataString(provider) : "aad" }, storage, Path.GetFullPath(parsed.GetValue(dataOption)!), port, parsed.GetValue(freshOption),
            parsed.GetValue(sampleOption), locality, account, accountName, Environment.GetEnvironmentVariable("DeploymentKey"),
            Environment.GetEnvironmentVariable("MasterKeys"), Environment.GetEnvironmentVariable(ErasureSetting), Environment.GetEnvironmentVariable(ErasureSetting + "__accountName"));
    }

    private static bool IsTrue(string variable) =>
        string.Equals(Environment.GetEnvironmentVariable(variable), "true", StringComparison.OrdinalIgnoreCase);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SinglePointOfReferral.sln")) || Directory.Exists(Path.Combine(folder.FullName, "locality")))
                return folder.FullName;
        }
        return Directory.GetCurrentDirectory();
    }
}
