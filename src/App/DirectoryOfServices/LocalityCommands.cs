using Microsoft.Extensions.Logging.Abstractions;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.App.Triage;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>What can be done with a folder of a locality's files: check it, publish it, try it.</summary>
public static class LocalityCommands
{
    public static int Check(string folder)
    {
        var town = Read(folder);
        Console.WriteLine($"{town.Name}: {Found(town)}. No mistakes.");
        return 0;
    }

    public static async Task<int> Publish(string folder, RunSettings settings, CancellationToken cancel)
    {
        var town = Read(folder);
        await using var store = await Store.Open(settings, cancel);
        var versions = new LocalityVersions(store.Tables, TimeProvider.System);
        Locality? before = null;
        try
        {
            before = await InForce(versions, settings, cancel);
        }
        catch (Exception e) when (e is LocalityException or IOException)
        {
            // What is in force and cannot be read is all the more to be replaced.
        }
        await AuditLog.RecordCommand(store.Tables, Act.Changed, "locality", "publish-locality", cancel);
        var version = await versions.Publish(town, LocalityFiles.Load(folder), cancel);
        Console.WriteLine($"{town.Name} published as version {version}: {Found(town)}. Every instance goes by it within half a minute.");
        if (CountedOtherwise(before, town) is { Count: > 0 } services)
            Console.WriteLine($"Counts of places begin, end or change: {string.Join(", ", services)}. Run rebuild-lists after that half minute; it brings the places that are taken in line.");
        if (before is null || ClocksOf(before) != ClocksOf(town))
            Console.WriteLine("Clocks or follow-ups are new or have changed. Run rebuild-lists after that half minute, so that whatever is due sooner than before is looked at in time.");
        return 0;
    }

    private static string ClocksOf(Locality town) => System.Text.Json.JsonSerializer.Serialize(town.Clocks) + System.Text.Json.JsonSerializer.Serialize(town.FollowUps);

    /// <summary>The services that begin or cease to count their places, or count something else. Another number alone counts at once.</summary>
    /// <param name="before">Null when it is not known: then every service that counts begins to.</param>
    public static IReadOnlyList<string> CountedOtherwise(Locality? before, Locality after) =>
    [
        .. (before?.Services ?? []).Concat(after.Services).Select(s => s.Id).Distinct()
            .Where(id => before?.Service(id)?.Capacity?.Unit != after.Service(id)?.Capacity?.Unit).Order(StringComparer.Ordinal),
    ];

    public static async Task<int> TryRules(string folder, bool synthetic, string? csv, RunSettings settings, CancellationToken cancel)
    {
        var changed = Read(folder);
        if (csv is not null && Path.GetDirectoryName(Path.GetFullPath(csv)) is { } place && !Directory.Exists(place))
            throw new SetupException($"There is no folder {place}. Name another file with --csv.");
        await using var store = await Store.Open(settings, cancel);
        var versions = new LocalityVersions(store.Tables, TimeProvider.System);
        return await TryRulesCommand.Run(
            JournalOf(store, settings), await InForce(versions, settings, cancel), changed, synthetic, csv, Console.Out, Console.Error, cancel);
    }

    private static ReferralJournal JournalOf(Store store, RunSettings settings)
    {
        var (key, masterKeys) = (Secrets.DeploymentKey(settings), Secrets.MasterKeys(settings));
        var tables = new SealedTables(store.Tables, masterKeys);
        var undone = new Timetable(tables, TimeProvider.System, "undone");
        return new(
            tables, undone, new AfterCommit(store.Queues, undone, NullLogger<AfterCommit>.Instance), key, masterKeys, new FactChain(key), TimeProvider.System);
    }

    /// <summary>The version that was published last; what this machine would start with where none was.</summary>
    private static async Task<Locality> InForce(LocalityVersions versions, RunSettings settings, CancellationToken cancel)
    {
        var published = await versions.ReadCurrent(cancel) is { } current ? await versions.Read(current.Version, cancel) : null;
        return published ?? LocalityFiles.Read(settings.LocalityFolder);
    }

    private static Locality Read(string folder) =>
        Directory.Exists(folder) ? LocalityFiles.Read(Path.GetFullPath(folder)) : throw new SetupException($"There is no folder {folder}.");

    private static string Found(Locality town) =>
        $"{town.Services.Length} active services, directory version {town.Version}; {town.Rules.Rules.Length} rules, version {town.Rules.Version}";
}
