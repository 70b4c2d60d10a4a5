using System.Security.Cryptography;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Sealing;

namespace SinglePointOfReferral.App;

/// <summary>The secrets of a deployment. On this machine each is made once and kept beside the data; elsewhere they are settings, in Azure
/// references to secrets of Key Vault.</summary>
public static class Secrets
{
    /// <exception cref="SetupException">It is not there, or is no key; the message says what to do.</exception>
    public static DeploymentKey DeploymentKey(RunSettings settings) => Read(
        settings, settings.DeploymentKey, "deployment.key", text => new DeploymentKey(Convert.FromBase64String(text)),
        "Set DeploymentKey to 32 random bytes in Base64. References are derived from it: keep it for as long as the data.",
        "The deployment key is not 32 bytes or more in Base64.");

    /// <exception cref="SetupException">They are not there, or are no keys; the message says what to do.</exception>
    public static MasterKeys MasterKeys(RunSettings settings) => Read(
        settings, settings.MasterKeys, "master.key", Sealing.MasterKeys.Read,
        "Set MasterKeys to 32 random bytes in Base64, better a reference to a secret of Key Vault. Nothing personal can be read without it: keep it for as long as the data, and apart from their backups.",
        "MasterKeys are not 32 bytes each in Base64, with commas between them.");

    private static T Read<T>(RunSettings settings, string? setting, string file, Func<string, T> read, string missing, string wrong)
    {
        try
        {
            if (settings.Storage is StorageKind.Account)
                return read(setting ?? throw new SetupException(missing));
            Directory.CreateDirectory(settings.Folder);
            var path = Path.Combine(settings.Folder, file);
            if (!File.Exists(path))
                Make(path);
            return read(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new SetupException(wrong);
        }
    }

    /// <summary>The file is there whole or not at all: half a key would never let this folder be opened again.</summary>
    private static void Make(string path)
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
