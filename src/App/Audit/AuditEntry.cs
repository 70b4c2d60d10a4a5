using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Audit;

/// <summary>What is to be recorded of an act.</summary>
/// <param name="By">The id of who did it.</param>
/// <param name="From">The door, and the network address where there is one.</param>
public sealed record Deed(Act Act, string By, string? Organisation, string? About, string What, string? Why, string From);

/// <summary>A row of the log.</summary>
/// <param name="Day">Its partition: the day in UTC, like 20260303.</param>
/// <param name="Key">The moment in UTC, and letters and digits that no other has.</param>
public sealed record AuditEntry(string Day, string Key, IReadOnlyDictionary<string, string> Texts)
{
    public DateTimeOffset At => Times.Read(Key[..Times.Length]);

    public string By => Texts.GetValueOrDefault("by", "");

    public string? Organisation => Texts.GetValueOrDefault("organisation");

    public string? About => Texts.GetValueOrDefault("about");

    public string What => Texts.GetValueOrDefault("what", "");

    public string? Why => Texts.GetValueOrDefault("why");

    public string From => Texts.GetValueOrDefault("from", "");

    /// <summary>Null for one that this release does not know.</summary>
    public Act? Act => Code.TryRead(Texts.GetValueOrDefault("act"), out Act act) ? act : null;

    public static AuditEntry Of(Deed deed, DateTimeOffset at)
    {
        var texts = new Dictionary<string, string>(7)
        {
            ["act"] = Code.Of(deed.Act), ["by"] = deed.By, ["what"] = deed.What, ["from"] = deed.From,
        };
        if (deed.Organisation is not null)
            texts["organisation"] = deed.Organisation;
        if (deed.About is not null)
            texts["about"] = deed.About;
        if (deed.Why is not null)
            texts["why"] = deed.Why;
        return new(DayOf(at), $"{Times.Write(at)}-{Guid.NewGuid():N}", texts);
    }

    public static AuditEntry Read(Row row) => new(row.Partition, row.Key, row.Texts);

    /// <summary>The entry that a row of the index is a copy of; null for a row that is none.</summary>
    public static AuditEntry? IndexedAs(Row row) =>
        row.Key.Length > Times.Length && Times.TryRead(row.Key[..Times.Length], out var at) ? new(DayOf(at), row.Key, row.Texts) : null;

    public static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Whether a row could have been written by <see cref="AuditLog"/>: its key starts with a moment of its day.</summary>
    public static bool IsWellPlaced(Row row) =>
        row.Key.Length > Times.Length && Times.TryRead(row.Key[..Times.Length], out var at) && DayOf(at) == row.Partition;

    /// <summary>SHA-256 of where it stands and of every text, in Base64; each part with its length, so that none can pass into the next.</summary>
    public string Digest()
    {
        var all = new StringBuilder();
        foreach (var part in new[] { Day, Key }.Concat(Texts.OrderBy(t => t.Key, StringComparer.Ordinal).SelectMany(t => new[] { t.Key, t.Value })))
            all.Append(part.Length).Append(':').Append(part);
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }
}
