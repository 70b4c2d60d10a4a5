namespace SinglePointOfReferral.App.Ports;

/// <summary>
/// One row: a partition, a key within it and named texts. Keys are at most 512 characters without control characters or
/// <c>/ \ # ?</c>; a text is at most 32,768 characters, a row at most 252 texts and 1 MiB: the limits of Azure Table Storage.
/// </summary>
public sealed record Row(string Partition, string Key, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>The version of the row as it was read; null on a row that has not been stored.</summary>
    public string? ETag { get; init; }

    /// <summary>The named text, or null when the row has none of that name.</summary>
    public string? this[string name] => Texts.GetValueOrDefault(name);
}

public enum WriteKind { Insert, Replace, Upsert, Delete }

/// <summary>One operation of a batch. A batch names each row once.</summary>
public sealed record Write(WriteKind Kind, string Key, IReadOnlyDictionary<string, string> Texts, string? ETag)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>Adds a row; the batch fails with <see cref="CommitResult.Exists"/> when it is already there.</summary>
    public static Write Insert(string key, IReadOnlyDictionary<string, string> texts) => new(WriteKind.Insert, key, texts, null);

    /// <summary>Replaces a row that still has this version; otherwise the batch fails with Changed, or Missing.</summary>
    public static Write Replace(string key, IReadOnlyDictionary<string, string> texts, string etag) => new(WriteKind.Replace, key, texts, etag);

    /// <summary>Writes a row whether or not it is there.</summary>
    public static Write Upsert(string key, IReadOnlyDictionary<string, string> texts) => new(WriteKind.Upsert, key, texts, null);

    /// <summary>Removes a row, of this version if one is given; fails with Changed, or with Missing when it is not there.</summary>
    public static Write Delete(string key, string? etag = null) => new(WriteKind.Delete, key, None, etag);
}

/// <summary>What became of a batch: all of it was written, or none and the first reason why.</summary>
public enum CommitResult { Committed, Exists, Changed, Missing }

/// <summary>
/// Tables in the sense of Azure Table Storage, and no more than that offers: point reads, ranges of one partition in key order,
/// and atomic batches of up to 100 operations on one partition. Every call is one storage round trip (a range beyond 1,000 rows
/// is one for each 1,000). A table comes into being when it is first written. Breaking a limit throws
/// <see cref="ArgumentException"/>; a store that does not answer throws <see cref="StorageUnavailableException"/>.
/// </summary>
public interface ITables
{
    Task<Row?> Get(string table, string partition, string key, CancellationToken cancel = default);

    /// <summary>Rows of one partition in ordinal key order, from <paramref name="from"/> (inclusive) to before <paramref name="before"/>.</summary>
    Task<IReadOnlyList<Row>> Range(
        string table, string partition, string? from = null, string? before = null, int limit = 1000, CancellationToken cancel = default);

    Task<CommitResult> Commit(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel = default);

    /// <summary>Every row of a table, in partition order. For maintenance commands: no request and no queue step may call it.</summary>
    IAsyncEnumerable<Row> Everything(string table, CancellationToken cancel = default);

    /// <summary>The names of all tables that have ever been written. For maintenance commands.</summary>
    Task<IReadOnlyList<string>> Names(CancellationToken cancel = default);
}

/// <summary>The store did not answer, or answered that it cannot just now. Nothing is known of the write that met it.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
