using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>
/// Goes by the version of the locality that is published: looks which one is current, one point read every half minute, and loads
/// it when it is another; with it, the duty phones that were set by hand, one read more. What fails its check, or cannot be read, never replaces a good one. Every instance looks for itself,
/// under the Functions host as well, whose timers run on one instance only.
/// </summary>
public sealed partial class FollowPublished(LocalityVersions versions, DutyPhones phones, LocalityInForce inForce, TimeProvider clock, ILogger<FollowPublished> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>How long the first look may hold up the start.</summary>
    private static readonly TimeSpan AtStart = TimeSpan.FromSeconds(5);

    /// <summary>What was last logged, so that the same trouble is told once.</summary>
    private string? told;

    /// <summary>Looks before anybody is served. A store that is away, or slow, is asked again later.</summary>
    public async Task LookAtStart(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AtStart);
        try
        {
            await Look(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Tell("The store has not answered yet.");
        }
    }

    /// <summary>Looks now.</summary>
    public async Task Look(CancellationToken cancel = default)
    {
        try
        {
            await phones.Apply(cancel);
            if (await versions.ReadCurrent(cancel) is { } current && current.Version != LocalityVersions.NameOf(inForce.Now))
            {
                inForce.Replace(
                    await versions.Read(current.Version, cancel) ?? throw new InvalidDataException($"Version {current.Version} is not whole."), current.Since);
            }
            told = null;
        }
        catch (LocalityException e)
        {
            Tell($"{e.Mistakes.Count} mistakes, the first: {e.Mistakes[0]}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Tell(e is StorageUnavailableException or InvalidDataException ? e.Message : $"{e.GetType().Name} {LastResort.Where(e)}");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Every, clock, stoppingToken);
                await Look(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app ends.
        }
    }

    private void Tell(string why)
    {
        if (told != why)
            LogKept(why);
        told = why;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The published version was not loaded, the one in force stays: {Why}")]
    private partial void LogKept(string why);
}
