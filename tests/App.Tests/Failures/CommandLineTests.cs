using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Tests.DirectoryOfServices;

namespace SinglePointOfReferral.App.Tests.Failures;

/// <summary>
/// What a person can mend about how the app is started is told in one line. Each test starts the app as a process, from a copy
/// that has a town beside it, as a published folder has.
/// </summary>
public sealed class CommandLineTests(PublishedCopy copy) : IClassFixture<PublishedCopy>
{
    [Theory]
    [InlineData("--storage is embedded, azurite or account, not 'nonsense'.", "--storage", "nonsense")]
    [InlineData("There is no town in", "--locality", "atlantis")]
    [InlineData("--port is a number from 0 to 65535", "--port", "70000")]
    [InlineData("No storage account is configured.", "--storage", "account")]
    [InlineData("locality.json: there is no such file", "--locality", "nameless")]
    public Task A_wrong_option_is_told_in_one_line(string line, params string[] args) => IsTold(line, args);

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await IsTold("The port is taken by another program.", ["--port", $"{((IPEndPoint)other.LocalEndpoint).Port}", "--data", copy.Folder("taken")]);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_one_is_told_in_one_line()
    {
        var file = Path.Combine(copy.Folder("file"), "a-file");
        await File.WriteAllTextAsync(file, "");
        await IsTold("a-file", ["--port", "0", "--data", file]);
        var folder = copy.Folder("key");
        Directory.CreateDirectory(Path.Combine(folder, "deployment.key"));
        await IsTold("deployment.key", ["--port", "0", "--data", folder]);
    }

    [Fact]
    public Task Rebuilding_cannot_be_told_to_start_empty() => Fails(["rebuild-lists", "--fresh", "--data", copy.Folder("rebuild")]);

    private async Task Fails(string[] args) => Assert.NotEqual(0, (await copy.Run(args, [])).Exit);

    [Fact]
    public async Task A_store_that_another_process_has_is_told_in_one_line()
    {
        var folder = copy.Folder("held");
        await using var held = EmbeddedStore.Open(folder, TimeProvider.System);
        await IsTold("is in use by another process.", ["--port", "0", "--data", folder]);
        await IsTold("is in use by another process.", ["rebuild-lists", "--data", folder]);
    }

    [Fact]
    public async Task An_emulator_that_another_program_runs_on_a_folder_keeps_its_data_to_itself()
    {
        var (modules, folder) = (Path.Combine(RunOptions.Root, "node_modules"), copy.Folder("emulated"));
        await using (await Azurite.Start(modules, folder))
        {
            var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => Azurite.Start(modules, folder));
            Assert.Contains("is in use by another process.", refused.Message, StringComparison.Ordinal);
            Assert.Throws<StorageUnavailableException>(() => Azurite.Delete(folder));
        }
        Azurite.Delete(folder);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public Task The_demonstration_is_refused_under_the_Functions_host() => IsTold(
        "The demonstration lets anybody in", ["--demonstration", "true"],
        new() { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0", [RunOptions.StorageSetting] = "UseDevelopmentStorage=true" });

    [Fact]
    public Task Node_that_is_missing_is_told_in_one_line() => IsTold(
        "there is no node on the PATH", ["--storage", "azurite", "--port", "0", "--data", copy.Folder("node")], new() { ["PATH"] = copy.Folder("nothing") });

    [Fact]
    public async Task A_town_is_checked_published_and_tried_from_the_command_line()
    {
        using var town = new TownFolder();
        var data = copy.Folder("published");
        string[] where = ["--data", data];
        Assert.Equal((0, "Example: 2 active services, "), await Said("check-locality", town.Path));
        Assert.Equal((0, "Example published as version"), await Said(["publish-locality", town.Path, .. where]));
        Assert.Equal((0, "Of 2000 synthetic referrals 0"), await Said(["try-rules", town.Path, "--synthetic", .. where]));

        Assert.DoesNotContain("rebuild-lists", await Published(), StringComparison.Ordinal);
        town.Set("services.json", "0.service_capacity", """{ "unit": "slots", "maximum": 3 }""");
        Assert.Contains("rapid. Run rebuild-lists", await Published(), StringComparison.Ordinal);

        town.Set("rules.json", "0.because", "\"\"");
        town.Set("services.json", "0.name", "\"\"");
        foreach (var command in new[] { "check-locality", "publish-locality", "try-rules" })
        {
            var (exit, _, error) = await copy.Run([command, town.Path, .. command == "check-locality" ? [] : where], []);
            Assert.Equal((1, 2), (exit, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
            Assert.Contains("rules.json: [0] falls: because", error, StringComparison.Ordinal);
            Assert.Contains("services.json: [0] rapid: name", error, StringComparison.Ordinal);
        }
        await IsTold("There is no folder", ["check-locality", "atlantis"]);

        async Task<string> Published() => (await copy.Run(["publish-locality", town.Path, .. where], [])).Item2;

        async Task<(int, string)> Said(params string[] args)
        {
            var (exit, output, _) = await copy.Run(args, []);
            return (exit, output[..Math.Min(output.Length, args[0] == "try-rules" ? 29 : 28)]);
        }
    }

    [Theory]
    [InlineData("[{ \"id\": \"a\" }]", "services.json: $[0]")]
    [InlineData("[{ \"id\": \"a\", \"colour\": \"red\" }]", "services.json: $[0].colour")]
    [InlineData("nonsense", "services.json: $")]
    [InlineData("null", "services.json: the file is empty")]
    public void A_file_that_cannot_be_read_is_told_with_its_place(string services, string told)
    {
        var folder = copy.Folder(Guid.NewGuid().ToString("N"));
        foreach (var file in Directory.GetFiles(TestApp.Southend))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(folder, "services.json"), services);
        Assert.Contains(told, Assert.Throws<LocalityException>(() => LocalityFiles.Read(folder)).Message, StringComparison.Ordinal);
    }

    private async Task IsTold(string line, string[] args, Dictionary<string, string>? environment = null)
    {
        var (exit, output, error) = await copy.Run(args, environment ?? []);
        Assert.Contains(line, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("fail: Microsoft", output, StringComparison.Ordinal);
        Assert.Equal(1, exit);
    }
}

/// <summary>The app in a folder of its own with its towns beside it.</summary>
public sealed class PublishedCopy : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly string root = Directory.CreateTempSubdirectory("published-").FullName;

    public PublishedCopy()
    {
        CopyAll(AppContext.BaseDirectory, root);
        CopyAll(TestApp.Southend, Path.Combine(root, "locality", "southend"));
        CopyAll(TestApp.Southend, Path.Combine(root, "locality", "nameless"));
        File.Delete(Path.Combine(root, "locality", "nameless", LocalityFiles.About));
    }

    /// <summary>An empty folder of this name.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(root, "data", name)).FullName;

    public async Task<(int Exit, string Output, string Error)> Run(string[] args, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Path.Combine(root, "SinglePointOfReferral.App.dll"), .. args])
        {
            UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Longest);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static void CopyAll(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
