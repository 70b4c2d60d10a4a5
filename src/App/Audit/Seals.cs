using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Audit;

/// <summary>
/// A link of the chain: the entries of one day that it vouches for, and a keyed hash over them and the link before. It follows from
/// nothing that the store holds, so that whoever can write to the store and does not have the key can make none.
/// </summary>
/// <param name="Number">1 for the first, and one more for each.</param>
/// <param name="Previous">The keyed hash of the link before; <see cref="Seals.None"/> for the first.</param>
/// <param name="Until">How far the log had been sealed then: the moment of the latest entry of this link or one before.</param>
/// <param name="Entries">A line for each entry: its key and its digest.</param>
/// <param name="Mac">HMAC-SHA256 in Base64.</param>
public sealed record Seal(long Number, string Previous, string Day, DateTimeOffset At, DateTimeOffset Until, string Entries, string Mac)
{
    /// <summary>What vouches for the whole chain, to be noted outside the store.</summary>
    public string Head => $"{Number.ToString(CultureInfo.InvariantCulture)}:{Mac}";

    /// <summary>The entries by key.</summary>
    public IEnumerable<(string Key, string Digest)> Sealed =>
        Entries.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).Where(l => l.Length == 2).Select(l => (l[0], l[1]));
}

/// <summary>Makes links, checks them, and writes them as rows that descend, so that the last are read first.</summary>
public sealed class Seals(DeploymentKey key)
{
    public const string Table = "auditseals";
    public const string Partition = "seals";
    public const string None = "-";

    /// <summary>As many as fit one text of a row: a key has 61 characters and a digest 44.</summary>
    public const int MostEntries = 250;

    private readonly byte[] secret = HMACSHA256.HashData(key.Bytes, "audit"u8);

    /// <summary>The link after another, or the first.</summary>
    /// <param name="entries">Of one day.</param>
    public Seal After(Seal? last, IReadOnlyList<AuditEntry> entries, DateTimeOffset now)
    {
        var latest = entries.Max(e => e.At);
        var until = last is not null && last.Until > latest ? last.Until : latest;
        var seal = new Seal(
            (last?.Number ?? 0) + 1, last?.Mac ?? None, entries[0].Day, now, until, string.Join('\n', entries.Select(e => $"{e.Key} {e.Digest()}")), "");
        return seal with { Mac = MacOf(seal) };
    }

    /// <summary>Whether a link is as it was made, with this deployment's key.</summary>
    public bool IsGenuine(Seal seal) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(MacOf(seal)), Encoding.UTF8.GetBytes(seal.Mac));

    public static string KeyOf(long number) => (long.MaxValue - number).ToString("D19", CultureInfo.InvariantCulture);

    public static Write WriteOf(Seal seal) => Write.Insert(KeyOf(seal.Number), new Dictionary<string, string>(7)
    {
        ["number"] = Text(seal.Number), ["previous"] = seal.Previous, ["day"] = seal.Day, ["at"] = Times.Write(seal.At), ["until"] = Times.Write(seal.Until),
        ["entries"] = seal.Entries, ["mac"] = seal.Mac,
    });

    /// <summary>Null for a row that is no link.</summary>
    public static Seal? Read(Row row) =>
        long.TryParse(row["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Times.TryRead(row["at"] ?? "", out var at)
        && Times.TryRead(row["until"] ?? "", out var until)
            ? new(number, row["previous"] ?? "", row["day"] ?? "", at, until, row["entries"] ?? "", row["mac"] ?? "") : null;

    private string MacOf(Seal seal)
    {
        var all = new StringBuilder();
        foreach (var part in new[] { seal.Previous, Text(seal.Number), seal.Day, Times.Write(seal.At), Times.Write(seal.Until), seal.Entries })
            all.Append(part.Length).Append(':').Append(part);
        return Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(all.ToString())));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
