using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace SinglePointOfReferral.App.Local;

/// <summary>Installs what the pages need from npm when it is missing or of another version than package.json pins.</summary>
public static class NpmPackages
{
    /// <param name="withAzurite">Whether the storage emulator, for development, is needed as well.</param>
    public static async Task Ensure(bool withAzurite, CancellationToken cancel)
    {
        var root = RunOptions.Root;
        var manifest = Path.Combine(root, "package.json");
        if (!File.Exists(manifest))
            return;
        using var wanted = JsonDocument.Parse(await File.ReadAllTextAsync(manifest, cancel));
        var forDevelopment = withAzurite || Directory.Exists(Path.Combine(root, "node_modules", "azurite"));
        if (AreInstalled(root, wanted.RootElement.GetProperty("dependencies"))
            && (!forDevelopment || AreInstalled(root, wanted.RootElement.GetProperty("devDependencies"))))
            return;
        Console.WriteLine("Installing the npm packages, once...");
        string[] arguments = forDevelopment ? ["ci", "--silent"] : ["ci", "--silent", "--omit=dev"];
        var exit = await Npm(root, arguments, cancel);
        if (exit != 0)
            throw new SetupException("npm could not install the packages that the pages need. Run 'npm ci' in the project's folder to see why.");
    }

    /// <summary>The versions are pinned, so each is there or it is not; when files were written says nothing.</summary>
    private static bool AreInstalled(string root, JsonElement packages) => packages.EnumerateObject().All(package =>
    {
        var file = Path.Combine(root, "node_modules", package.Name, "package.json");
        if (!File.Exists(file))
            return false;
        using var installed = JsonDocument.Parse(File.ReadAllText(file));
        return installed.RootElement.GetProperty("version").GetString() == package.Value.GetString();
    });

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
