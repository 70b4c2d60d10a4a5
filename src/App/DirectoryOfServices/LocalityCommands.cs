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
        var version = await new LocalityVersions(store.Tables, TimeProvider.System).Publish(town, LocalityFiles.Load(folder), cancel);
        Console.WriteLine($"{town.Name} published as version {version}: {Found(town)}. Every instance goes by it within half a minute.");
        return 0;
    }

    public static async Task<int> TryRules(string folder, bool synthetic, string? csv, RunSettings settings, CancellationToken cancel)
    {
        var changed = Read(folder);
        if (csv is not null && Path.GetDirectoryName(Path.GetFullPath(csv)) is { } place && !Directory.Exists(place))
            throw new SetupException($"There is no folder {place}. Name another file with --csv.");
        await using var store = await Store.Open(settings, cancel);
        var versions = new LocalityVersions(store.Tables, TimeProvider.System);
        var published = await versions.ReadCurrent(cancel) is { } current ? await versions.Read(current.Version, cancel) : null;
        return await TryRulesCommand.Run(
            store.Tables, published ?? LocalityFiles.Read(settings.LocalityFolder), changed, synthetic, csv, Console.Out, Console.Error, cancel);
    }

    private static Locality Read(string folder) =>
        Directory.Exists(folder) ? LocalityFiles.Read(Path.GetFullPath(folder)) : throw new SetupException($"There is no folder {folder}.");

    private static string Found(Locality town) =>
        $"{town.Services.Length} active services, directory version {town.Version}; {town.Rules.Rules.Length} rules, version {town.Rules.Version}";
}
