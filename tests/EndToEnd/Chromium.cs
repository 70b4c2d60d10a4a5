using Microsoft.Playwright;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>The one browser of all tests: the machine's own, or else the one that Playwright brings.</summary>
public static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-component-update", "--disable-sync",
        // All pages are of one site: no process waits for another.
        "--disable-site-isolation-trials",
    ];

    private static readonly Lazy<Task<IBrowser>> Launched = new(Launch);

    /// <summary>It ends with this process.</summary>
    public static Task<IBrowser> Browser => Launched.Value;

    /// <summary>The browser that the variable CHROMIUM names, or the first on the path; null where there is none.</summary>
    private static string? Installed => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    private static async Task<IBrowser> Launch()
    {
        var installed = Installed;
        if (installed is null && Microsoft.Playwright.Program.Main(["install", "chromium"]) != 0)
            throw new InvalidOperationException("There is no browser, and Playwright could not fetch one. Install chromium (apt-get install chromium), or set CHROMIUM to where it is.");
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = installed, Args = Flags });
    }
}
