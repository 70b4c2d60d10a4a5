using System.ComponentModel;
using System.Diagnostics;

namespace SinglePointOfReferral.App.Local;

/// <summary>Installs what the pages need from npm when it is missing or not what the lock file says.</summary>
public static class NpmPackages
{
    /// <param name="withAzurite">Whether the storage emulator is needed as well.</param>
    public static async Task Ensure(bool withAzurite, CancellationToken cancel)
    {
        var root = RunOptions.Root;
        var wanted = new FileInfo(Path.Combine(root, "package-lock.json"));
        if (!wanted.Exists)
            return;
        var installed = new FileInfo(Path.Combine(root, "node_modules", ".package-lock.json"));
        var hasAzurite = Directory.Exists(Path.Combine(root, "node_modules", "azurite"));
        if (installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc && (hasAzurite || !withAzurite))
            return;
        Console.WriteLine("Installing the npm packages, once...");
        string[] arguments = hasAzurite || withAzurite ? ["ci", "--silent"] : ["ci", "--silent", "--omit=dev"];
        var exit = await Npm(root, arguments, cancel);
        if (exit != 0)
            throw new SetupException("npm could not install the packages that the pages need. Run 'npm ci' in the project's folder to see why.");
    }

    private static async Task<int> Npm(string root, string[] arguments, CancellationToken cancel)
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments) { WorkingDirectory = root })!;
            await npm.WaitForExitAsync(cancel);
            return npm.ExitCode;
        }
        catch (Win32Exception)
        {
            throw new SetupException("Node.js is missing. Install version 20 or later, with npm, and start again.");
        }
    }
}
