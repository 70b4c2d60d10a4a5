using SinglePointOfReferral.App.Ports;
using SQLitePCL;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// The folder of an embedded store: a lock, and the database.
/// </summary>
internal sealed class EmbeddedFile : IDisposable
{
    private const int Schema = 1;

    /// <summary>How many pages the log gathers before they are copied to the database (32 MB): fewer, larger copies are faster.</summary>
    private const int PagesBeforeCopying = 8000;

    private readonly FileStream exclusive;
    private readonly string path;

    private EmbeddedFile(string directory, FileStream exclusive, SqliteConnection writer)
    {
        (Directory, this.exclusive, Writer) = (directory, exclusive, writer);
        path = DatabaseIn(directory);
    }

    public string Directory { get; }

    /// <summary>The only connection that writes.</summary>
    public SqliteConnection Writer { get; }

    public static EmbeddedFile Open(string directory)
    {
        var held = FolderLock.Take(directory);
        try
        {
            return new EmbeddedFile(directory, held, OpenWriter(directory));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Deletes the database, holding the lock meanwhile.</summary>
    public static void Delete(string directory)
    {
        using var held = FolderLock.Take(directory);
        foreach (var part in System.IO.Directory.GetFiles(directory, "store.db*"))
            File.Delete(part);
    }

    public SqliteConnection OpenReader() => SqliteConnection.Open(path, readOnly: true);

    /// <summary>Copies the log into the database and closes both; without it the next opening does the same.</summary>
    public void Dispose()
    {
        Writer.Dispose();
        exclusive.Dispose();
    }

    private static string DatabaseIn(string directory) => Path.Combine(directory, "store.db");

    private static SqliteConnection OpenWriter(string directory)
    {
        SqliteConnection? writer = null;
        try
        {
            writer = SqliteConnection.Open(DatabaseIn(directory));
            writer.Execute($"""
                pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full;
                pragma wal_autocheckpoint = {PagesBeforeCopying}; pragma secure_delete = fast
                """);
            Migrate(writer, directory);
            return writer;
        }
        catch (SqliteException refused)
        {
            writer?.Dispose();
            throw new StorageUnavailableException(Explain(refused, directory), refused);
        }
        catch
        {
            writer?.Dispose();
            throw;
        }
    }

    // The rows have an id of their own, and an index, because a table without one keeps its rows in key order: referrals begun at
    // random would touch a page each, and a kilobyte does not fit its pages. Measured, that took three times as long.
    private static void Migrate(SqliteConnection writer, string directory)
    {
        var version = writer.Number("pragma user_version");
        if (version > Schema)
            throw new StorageUnavailableException(
                $"The store in {directory} was written by a newer release (layout {version}, this one knows {Schema}). "
                + "Start that release, or choose another folder with --data.");
        if (version == 0)
            writer.Execute($"""
                begin;
                create table openings (latest integer not null);
                insert into openings values (0);
                create table rows (
                    id integer primary key, tbl text not null, partition text not null, key text not null,
                    etag integer not null, texts text not null, unique (tbl, partition, key));
                create table messages (
                    id integer primary key, queue text not null, visible_at integer not null,
                    body text not null, attempt integer not null, receipt integer);
                create index messages_by_time on messages (queue, visible_at);
                pragma user_version = {Schema};
                commit
                """);
        KeepWhatIsAppended(writer);
    }

    /// <summary>Whatever reaches this file, SQLite itself refuses to change or remove a row of the audit.</summary>
    private static void KeepWhatIsAppended(SqliteConnection writer)
    {
        var tables = string.Join(", ", StorageLimits.AppendOnly.Select(t => $"'{t}'"));
        foreach (var change in new[] { "update", "delete" })
        {
            writer.Execute($"""
                create trigger if not exists audit_refuses_{change} before {change} on rows when old.tbl in ({tables})
                begin select raise(abort, 'Rows of the audit are never changed or removed.'); end
                """);
        }
    }

    public static string Explain(SqliteException refused, string directory) => refused.Code switch
    {
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT =>
            $"{DatabaseIn(directory)} is not a database, or is damaged. Restore it from a backup, or choose another folder with --data.",
        raw.SQLITE_FULL =>
            $"The disk that holds {directory} is full. Free some space, or choose another folder with --data.",
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM =>
            $"{DatabaseIn(directory)} cannot be opened for writing. Check its permissions, or choose another folder with --data.",
        _ => $"The store in {directory} cannot be opened: {refused.Message}. Choose another folder with --data, or restore a backup.",
    };
}
