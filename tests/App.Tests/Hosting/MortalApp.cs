using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SinglePointOfReferral.App.Tests.Hosting;

/// <summary>The app as a process on an embedded store, as the run command starts it, to be killed and started again.</summary>
public sealed class MortalApp : IDisposable
{
    /// <summary>Below the ports from which clients get theirs: one that connects while nobody listens must not become the listener.</summary>
    private const int FirstPort = 20_000, LastPort = 32_000;

    private readonly ConcurrentQueue<string> said = [];
    private readonly string data;
    private readonly IReadOnlyDictionary<string, string> environment;
    private Process? process;

    public MortalApp(string data, IReadOnlyDictionary<string, string>? environment = null)
    {
        (this.data, this.environment) = (data, environment ?? new Dictionary<string, string>());
        Port = FreePort();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromMinutes(1) };
    }

    public int Port { get; }

    public HttpClient Http { get; }

    /// <summary>What it said last.</summary>
    public string LastWords => string.Join('\n', said.TakeLast(20));

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "--data", data, "--port", $"{Port}"])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until it answers.</summary>
    public async Task Answers(CancellationToken cancel)
    {
        while (true)
        {
            MustLive();
            try
            {
                using var answer = await Http.GetAsync("/health/live", cancel);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, cancel);
            }
        }
    }

    /// <summary>SIGKILL. It must have been alive.</summary>
    public void Kill()
    {
        MustLive();
        End();
    }

    public void Dispose()
    {
        End();
        Http.Dispose();
    }

    private void MustLive()
    {
        if (process!.HasExited)
            throw new InvalidOperationException($"The app ended by itself with {process.ExitCode}: {LastWords}");
    }

    private void End()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    private void Keep(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
            said.Enqueue(line);
    }

    private static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(FirstPort, LastPort));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Somebody has that one.
            }
        }
    }
}
