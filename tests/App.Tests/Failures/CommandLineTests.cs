using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.DirectoryOfServices;

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
    [InlineData("locality.json: there is no such file", "--locality", "empty")]
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
    public Task The_demonstration_is_refused_under_the_Functions_host() => IsTold(
        "The demonstration lets anybody in", ["--demonstration", "true"],
        new() { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0", [RunOptions.StorageSetting] = "UseDevelopmentStorage=true" });

    [Fact]
    public Task Node_that_is_missing_is_told_in_one_line() => IsTold(
        "there is no node on the PATH", ["--storage", "azurite", "--port", "0", "--data", copy.Folder("node")], new() { ["PATH"] = copy.Folder("nothing") });

    [Fact]
    public void Every_mistake_in_a_town_s_files_is_told_with_its_place()
    {
        var folder = copy.Folder("town");
        foreach (var file in Directory.GetFiles(TestApp.Southend))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(folder, "services.json"), """
            [
              { "id": "a", "name": "A", "organisation": "NOONE", "pathway": "reablement", "districts": ["SS1", "ss2", "S"], "dutyPhone": "01632 960 100", "answerWithinMinutes": 0 },
              { "id": "a", "name": "A service whose name is so long that no text message that says it has room left for the rest", "organisation": "RRT01", "pathway": "reablement", "districts": [], "dutyPhone": "07700 900 101", "answerWithinMinutes": 15 },
              null
            ]
            """);
        var mistakes = Assert.Throws<LocalityException>(() => LocalityFiles.Read(folder)).Message;
        foreach (var told in new[]
        {
            "two services have the id a", "[0] a: organisation: organisations.json has no NOONE", "[0] a: districts: 'ss2' is not", "[0] a: districts: 'S' is not",
            "[0] a: dutyPhone", "[0] a: answerWithinMinutes", "[1] a: districts: a service covers", "[1] a: name", "[2]: this is empty",
        })
            Assert.Contains(told, mistakes, StringComparison.Ordinal);
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
        Directory.CreateDirectory(Path.Combine(root, "locality", "empty"));
        File.WriteAllText(Path.Combine(root, "locality", "empty", "organisations.json"), "[]");
        File.WriteAllText(Path.Combine(root, "locality", "empty", "services.json"), "[]");
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
