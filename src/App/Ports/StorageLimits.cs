using System.Buffers;
using System.Text;

namespace SinglePointOfReferral.App.Ports;

/// <summary>
/// The limits of Azure Table Storage and Queue Storage, checked alike by every implementation, so that what is accepted on one
/// machine is accepted in Azure ("Understanding the Table service data model" and "Performing entity group transactions",
/// Microsoft Learn). Each breach is an <see cref="ArgumentException"/> that names the limit and never the content.
/// </summary>
public static class StorageLimits
{
    public const int BatchOperations = 100;
    public const int BatchBytes = 4 * 1024 * 1024;
    public const int RowBytes = 1024 * 1024;
    public const int TextLength = 32_768;
    public const int TextsInARow = 252;
    public const int KeyLength = 512;
    public const int BodyBytes = 48 * 1024;
    public const int PageRows = 1000;
    public static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);

    /// <summary>The tables of the audit: whoever can only add to them cannot cover up anything.</summary>
    public static readonly IReadOnlyList<string> AppendOnly = ["audit", "auditseals"];

    private static readonly SearchValues<char> NotInKeys = SearchValues.Create(
        [.. "/\\#?", .. Enumerable.Range(0, 0x20).Select(c => (char)c), .. Enumerable.Range(0x7F, 0x21).Select(c => (char)c)]);

    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create(Lower + Upper + Digits);
    private static readonly SearchValues<char> InNames = SearchValues.Create(Lower + Upper + Digits + "_");
    private static readonly SearchValues<char> InQueues = SearchValues.Create(Lower + Digits + "-");

    public static void CheckTable(string table)
    {
        if (table.Length is < 3 or > 63 || !char.IsAsciiLetter(table[0]) || table.AsSpan().ContainsAnyExcept(LettersAndDigits))
            throw Breach($"A table's name has 3 to 63 letters and digits and starts with a letter; '{table}' does not.");
    }

    public static bool IsAppendOnly(string table) => AppendOnly.Contains(table, StringComparer.OrdinalIgnoreCase);

    public static void CheckKey(string key)
    {
        if (!IsKey(key))
            throw Breach($"A key has at most {KeyLength} characters and none of / \\ # ? or control characters.");
    }

    /// <summary>Whether a row could have this key.</summary>
    public static bool IsKey(string key) => key.Length <= KeyLength && !key.AsSpan().ContainsAny(NotInKeys);

    public static void CheckBatch(string table, string partition, IReadOnlyList<Write> writes)
    {
        CheckTable(table);
        CheckKey(partition);
        if (IsAppendOnly(table) && writes.Any(w => w.Kind is not WriteKind.Insert))
            throw Breach($"Rows of the table {table} are added and never changed or removed.");
        if (writes.Count is 0 or > BatchOperations)
            throw Breach($"A batch has 1 to {BatchOperations} operations; this has {writes.Count}.");
        var bytes = 0;
        for (var i = 0; i < writes.Count; i++)
        {
            CheckKey(writes[i].Key);
            for (var j = 0; j < i; j++)
            {
                if (writes[j].Key == writes[i].Key)
                    throw Breach("A batch names each row once.");
            }
            bytes += CheckTexts(partition, writes[i]);
        }
        if (bytes > BatchBytes)
            throw Breach("A batch has at most 4 MiB.");
    }

    public static void CheckRange(string table, string partition, int limit)
    {
        CheckTable(table);
        CheckKey(partition);
        if (limit <= 0)
            throw Breach("A range returns at least one row.");
    }

    public static void CheckQueue(string queue)
    {
        if (queue.Length is < 3 or > 63 || queue[0] == '-' || queue[^1] == '-' || queue.Contains("--", StringComparison.Ordinal)
            || queue.AsSpan().ContainsAnyExcept(InQueues))
            throw Breach($"A queue's name has 3 to 63 lower-case letters, digits and single hyphens; '{queue}' does not.");
    }

    public static void CheckSend(string queue, string body, TimeSpan delay)
    {
        CheckQueue(queue);
        CheckDelay(delay);
        if (Encoding.UTF8.GetByteCount(body) > BodyBytes)
            throw Breach($"A message has at most {BodyBytes} bytes.");
    }

    public static void CheckDelay(TimeSpan delay)
    {
        if (delay < TimeSpan.Zero || delay > LongestDelay)
            throw Breach("A message is hidden for at most seven days.");
    }

    public static void CheckReceive(string queue, int max, TimeSpan hideFor)
    {
        CheckQueue(queue);
        CheckDelay(hideFor);
        if (max is < 1 or > 32)
            throw Breach("A receive asks for 1 to 32 messages.");
        if (hideFor < TimeSpan.FromSeconds(1))
            throw Breach("A received message is hidden for at least a second.");
    }

    private static int CheckTexts(string partition, Write write)
    {
        if (write.Texts.Count > TextsInARow)
            throw Breach($"A row has at most {TextsInARow} texts; this has {write.Texts.Count}.");
        var bytes = 2 * (partition.Length + write.Key.Length) + 4;
        foreach (var (name, text) in write.Texts)
        {
            if (!IsName(name))
                throw Breach($"A text's name is an identifier other than PartitionKey, RowKey, Timestamp; '{name}' is not.");
            if (text.Length > TextLength)
                throw Breach($"A text has at most {TextLength} characters; '{name}' has {text.Length}.");
            bytes += 8 + 2 * name.Length + 2 * text.Length + 4;
        }
        if (bytes > RowBytes)
            throw Breach("A row has at most 1 MiB.");
        return bytes;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 255 && !char.IsAsciiDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(InNames)
        && name is not ("PartitionKey" or "RowKey" or "Timestamp");

    private static ArgumentException Breach(string sentence) => new(sentence);
}
