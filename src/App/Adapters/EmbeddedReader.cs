using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>What can be asked of an embedded store, as prepared statements on a connection of its own. Used by one thread at a time.</summary>
internal sealed class EmbeddedReader(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement get = connection.Prepare(
        "select partition, key, etag, texts from rows where tbl = ?1 and partition = ?2 and key = ?3");

    // Any blob sorts after all texts, so x'' is the end of the keys. Keys sort by their UTF-8, which is the ordinal order of .NET
    // and of Table Storage except between U+E000 and U+FFFF and what lies beyond them.
    private readonly SqliteStatement range = connection.Prepare("""
        select partition, key, etag, texts from rows
        where tbl = ?1 and partition = ?2 and key >= ifnull(?3, '') and key < ifnull(?4, x'') order by key limit ?5
        """);

    private readonly SqliteStatement everything = connection.Prepare("""
        select partition, key, etag, texts from rows
        where tbl = ?1 and (partition, key) >= (?2, ?3) order by partition, key limit ?4
        """);

    private readonly SqliteStatement names = connection.Prepare("select distinct tbl from rows order by tbl");
    private readonly SqliteStatement due = connection.Prepare("select 1 from messages where queue = ?1 and visible_at <= ?2 limit 1");
    private readonly SqliteStatement count = connection.Prepare("select count(*) from messages where queue = ?1");

    public Row? Get(string table, string partition, string key) =>
        Rows(get.Bind(1, table).Bind(2, partition).Bind(3, key)) is [var row] ? row : null;

    public IReadOnlyList<Row> Range(string table, string partition, string? from, string? before, int limit) =>
        Rows(range.Bind(1, table).Bind(2, partition).Bind(3, from).Bind(4, before).Bind(5, limit));

    /// <summary>The next rows of a table after a row, or its first ones.</summary>
    public IReadOnlyList<Row> After(string table, Row? last, int limit) =>
        // No key has control characters: a key followed by the least of them comes next after the key itself.
        Rows(everything.Bind(1, table).Bind(2, last?.Partition ?? "").Bind(3, last is null ? "" : last.Key + '\u0001').Bind(4, limit));

    public IReadOnlyList<string> Names()
    {
        var found = new List<string>();
        while (names.Step())
            found.Add(names.Text(0));
        names.Reset();
        return found;
    }

    public bool AnyDue(string queue, long now) => Number(due.Bind(1, queue).Bind(2, now)) > 0;

    public int Count(string queue) => (int)Number(count.Bind(1, queue));

    public void Dispose() => connection.Dispose();

    private static long Number(SqliteStatement question)
    {
        var number = question.Step() ? question.Integer(0) : 0;
        question.Reset();
        return number;
    }

    private static List<Row> Rows(SqliteStatement question)
    {
        var rows = new List<Row>();
        while (question.Step())
            rows.Add(new Row(question.Text(0), question.Text(1), EmbeddedTexts.Decode(question.Utf8(3)))
            {
                ETag = EmbeddedWriter.Opaque(question.Integer(2)),
            });
        question.Reset();
        return rows;
    }
}
