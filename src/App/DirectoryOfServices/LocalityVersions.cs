using System.Globalization;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>Which version of the locality everybody is to go by, and since when.</summary>
public sealed record CurrentVersion(string Version, DateTimeOffset Since);

/// <summary>
/// The versions of the locality that were published. Each is a partition with its files in chunks, written once and kept, so that
/// what a decision was made by can be read later; one row says which is current.
/// </summary>
public sealed class LocalityVersions(ITables tables, TimeProvider clock)
{
    public const string Table = "localities";
    private const string Current = "current";
    private const string About = "about";

    /// <summary>As many full chunks as one transaction has room for.</summary>
    private const int Together = 50;

    /// <summary>A version is named by what it says, directory and rules.</summary>
    public static string NameOf(Locality locality) => $"{locality.Version}-{locality.Rules.Version}";

    /// <summary>
    /// Stores a folder's files as a version, unless it is there, and makes it current. They must have been checked. Where another
    /// town is current it stays: its referrals would go by services that are not there.
    /// </summary>
    public async Task<string> Publish(Locality locality, IReadOnlyDictionary<string, string> files, CancellationToken cancel)
    {
        var version = NameOf(locality);
        if (await ReadCurrent(cancel) is { } current && (await tables.Get(Table, current.Version, About, cancel))?["id"] is { } id && id != locality.Id)
        {
            throw new SetupException(
                $"Not published: this store goes by the town {id}, and the folder is called {locality.Id}. One deployment serves one locality. Publish to a store of its own, or call the folder {id} if it is that town.");
        }
        if (await tables.Get(Table, version, About, cancel) is null)
            await Store(version, locality.Id, files, cancel);
        await tables.Commit(
            Table, Current, [Write.Upsert(Current, new Dictionary<string, string> { ["version"] = version, ["since"] = Times.Write(clock.GetUtcNow()) })], cancel);
        return version;
    }

    /// <summary>One round trip; null when nothing was ever published.</summary>
    public async Task<CurrentVersion?> ReadCurrent(CancellationToken cancel) =>
        await tables.Get(Table, Current, Current, cancel) is { } row ? new(row["version"]!, Times.Read(row["since"]!)) : null;

    /// <summary>The locality as it was published, old versions as well; null when there is no such version.</summary>
    public async Task<Locality?> Read(string version, CancellationToken cancel = default)
    {
        var rows = (await tables.Range(Table, version, cancel: cancel)).ToDictionary(r => r.Key);
        if (!rows.TryGetValue(About, out var about))
            return null;
        var files = LocalityFiles.Names.Where(n => about[CountOf(n)] is not null).ToDictionary(n => n, n => string.Concat(
            Enumerable.Range(0, int.Parse(about[CountOf(n)]!, CultureInfo.InvariantCulture)).Select(i => rows[ChunkKey(n, i)]["text"])));
        return LocalityFiles.Read(about["id"]!, files);
    }

    /// <summary>The row that says how much there is comes last: a version that was stored in part is not there, and is stored again.</summary>
    private async Task Store(string version, string id, IReadOnlyDictionary<string, string> files, CancellationToken cancel)
    {
        var about = new Dictionary<string, string> { ["id"] = id };
        var writes = new List<Write>();
        foreach (var (name, text) in files)
        {
            var chunks = Chunks(text).ToList();
            about[CountOf(name)] = chunks.Count.ToString(CultureInfo.InvariantCulture);
            writes.AddRange(chunks.Select((chunk, i) => Write.Upsert(ChunkKey(name, i), new Dictionary<string, string> { ["text"] = chunk })));
        }
        foreach (var some in writes.Chunk(Together))
            await tables.Commit(Table, version, some, cancel);
        await tables.Commit(Table, version, [Write.Insert(About, about)], cancel);
    }

    /// <summary>A text in parts that a row has room for, no character torn apart.</summary>
    private static IEnumerable<string> Chunks(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(start + StorageLimits.TextLength, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
                end--;
            yield return text[start..end];
            start = end;
        }
    }

    private static string ChunkKey(string file, int chunk) => $"{file}-{chunk:D4}";

    /// <summary>The text that says how many chunks a file has.</summary>
    private static string CountOf(string file) => $"chunks_{file.Replace(".json", "", StringComparison.Ordinal).Replace('-', '_')}";
}
