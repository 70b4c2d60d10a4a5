using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SinglePointOfReferral.App.Tests.Hosting;

/// <summary>The published executable, started as the Functions host starts it: in its folder, with the settings and little else.</summary>
public sealed class HostedProcess : IDisposable
{
    private static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = [], errors = [];

    public HostedProcess(FunctionFolder folder, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(folder.Executable, arguments)
        {
            WorkingDirectory = folder.Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        start.Environment["WEBSITE_AUTH_ENABLED"] = "True";
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{Port}";
        start.Environment["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = Guid.NewGuid().ToString();
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "custom";
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{HostsOwnPort}";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; } = FreePort();

    /// <summary>What the app inherits in ASPNETCORE_URLS and must leave alone.</summary>
    public int HostsOwnPort { get; } = FreePort();

    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>All that it wrote.</summary>
    public string Said => string.Join('\n', [.. output, .. errors]);

    /// <summary>Polls the start page as the host does: any answer will do.</summary>
    public async Task Answers(HttpClient http)
    {
        using var limit = new CancellationTokenSource(Generous);
        while (true)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The app ended with {process.ExitCode} while it started: {Said}");
            try
            {
                using var answer = await http.GetAsync($"http://127.0.0.1:{Port}/", limit.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }

    /// <summary>The exit code of a process that ends by itself.</summary>
    public async Task<int> Ends()
    {
        using var limit = new CancellationTokenSource(Generous);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>SIGKILL: the host stops its worker in no other way.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
            lines.Enqueue(line);
    }
}
