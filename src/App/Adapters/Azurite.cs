using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// Microsoft's storage emulator, its table and queue services only, each on a free port of this machine
/// ("Use the Azurite emulator for local Azure Storage development"). For tests and trials of the protocol: it writes to disk every
/// few seconds, so what it has acknowledged can be lost.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    /// <summary>
    /// The shell ends node when its standard input closes, and the kernel closes that whatever way our process ends; it ends itself
    /// when node does.
    /// </summary>
    private const string Guarded = """
        exec 3<&0
        node "$@" 3<&- & node=$!
        { read -r _ <&3; kill "$node"; } & guard=$!
        exec 3<&-
        wait "$node"
        kill "$guard"
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly FileStream exclusive;
    private readonly List<Process> services = [];
    private string complaint = "";

    private Azurite(FileStream exclusive, int tablePort, int queuePort)
    {
        this.exclusive = exclusive;
        ConnectionString =
            $"AccountName={StorageAccount.EmulatorName};AccountKey={StorageAccount.EmulatorKey};"
            + $"TableEndpoint=http://127.0.0.1:{tablePort}/{StorageAccount.EmulatorName};"
            + $"QueueEndpoint=http://127.0.0.1:{queuePort}/{StorageAccount.EmulatorName}";
    }

    public string ConnectionString { get; }

    /// <summary>
    /// Starts both services on the data of a folder, and returns when they answer. A second emulator would not see what the first
    /// has in memory, and write over it: the folder is one program's at a time.
    /// </summary>
    public static async Task<Azurite> Start(string nodeModulesDirectory, string location, CancellationToken cancel = default)
    {
        if (!IsOnPath("node"))
            throw new InvalidOperationException("Azurite needs Node.js, and there is no node on the PATH.");
        var scripts = Path.Combine(Path.GetFullPath(nodeModulesDirectory), "azurite", "dist", "src");
        if (!Directory.Exists(scripts))
            throw new InvalidOperationException($"There is no Azurite in {nodeModulesDirectory}; run npm ci.");
        var held = FolderLock.Take(location);
        var (tablePort, queuePort) = FreePorts();
        var azurite = new Azurite(held, tablePort, queuePort);
        try
        {
            azurite.services.Add(azurite.Launch(Path.Combine(scripts, "table", "main.js"), "table", tablePort, location));
            azurite.services.Add(azurite.Launch(Path.Combine(scripts, "queue", "main.js"), "queue", queuePort, location));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(StartLimit);
            await Task.WhenAll(
                azurite.Answers(azurite.services[0], tablePort, limit.Token), azurite.Answers(azurite.services[1], queuePort, limit.Token));
            return azurite;
        }
        catch (Exception e)
        {
            await azurite.DisposeAsync();
            cancel.ThrowIfCancellationRequested();
            throw e is OperationCanceledException
                ? new InvalidOperationException($"Azurite did not answer within {StartLimit.TotalSeconds:0} seconds.", e) : e;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services)
            service.StandardInput.Close();
        foreach (var service in services)
        {
            using var limit = new CancellationTokenSource(StopLimit);
            try
            {
                await service.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                service.Kill(entireProcessTree: true);
            }
            service.Dispose();
        }
        services.Clear();
        await exclusive.DisposeAsync();
    }

    /// <summary>Deletes the data of a folder, holding the lock meanwhile.</summary>
    public static void Delete(string location)
    {
        using var held = FolderLock.Take(location);
        Directory.Delete(location, recursive: true);
    }

    private Process Launch(string script, string service, int port, string location)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "-c", Guarded, "azurite", script, $"--{service}Host", "127.0.0.1", $"--{service}Port", $"{port}",
            "--location", location, "--silent", "--disableTelemetry", "--skipApiVersionCheck",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => complaint = string.IsNullOrWhiteSpace(line.Data) ? complaint : line.Data.Trim();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task Answers(Process service, int port, CancellationToken cancel)
    {
        while (!service.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, cancel);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancel);
            }
        }
        await service.WaitForExitAsync(cancel);
        throw new InvalidOperationException($"Azurite ended while it was starting. {complaint}".TrimEnd());
    }

    private static (int, int) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, program)));
}
