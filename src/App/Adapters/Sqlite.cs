using System.Text;
using SQLitePCL;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>SQLite refused: its result code and its own words.</summary>
internal sealed class SqliteException(int code, string message) : Exception($"{message} (SQLite result {code})")
{
    /// <summary>The primary result code, such as <see cref="raw.SQLITE_FULL"/>.</summary>
    public int Code => code & 0xFF;
}

/// <summary>
/// One connection to a SQLite file, for one thread at a time. Straight on the C interface, with prepared statements that are bound
/// by position: to look for a row and insert it through ADO.NET took a third longer.
/// </summary>
internal sealed class SqliteConnection : IDisposable
{
    private readonly sqlite3 handle;
    private readonly List<SqliteStatement> statements = [];

    static SqliteConnection() => Batteries_V2.Init();

    private SqliteConnection(sqlite3 handle) => this.handle = handle;

    public static SqliteConnection Open(string path, bool readOnly = false)
    {
        var mode = readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE;
        var code = raw.sqlite3_open_v2(path, out var handle, mode | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new SqliteConnection(handle);
        if (code == raw.SQLITE_OK)
            return connection;
        using (connection)
            throw new SqliteException(code, raw.sqlite3_errmsg(handle).utf8_to_string());
    }

    public bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    /// <summary>Prepares a statement, which lives as long as the connection.</summary>
    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
        var statement = new SqliteStatement(this, prepared);
        statements.Add(statement);
        return statement;
    }

    /// <summary>The one number that a pragma or a query answers.</summary>
    public long Number(string sql)
    {
        var statement = Prepare(sql);
        var number = statement.Step() ? statement.Integer(0) : 0;
        statement.Reset();
        return number;
    }

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw new SqliteException(code, raw.sqlite3_errmsg(handle).utf8_to_string());
    }

    public void Dispose()
    {
        foreach (var statement in statements)
            statement.Dispose();
        handle.Dispose();
    }
}

/// <summary>A prepared statement. Parameters count from 1, columns from 0; what is bound stays bound until it is bound anew.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt handle) : IDisposable
{
    private const int SmallText = 512;

    public SqliteStatement Bind(int parameter, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, string? text)
    {
        if (text is null)
        {
            connection.Check(raw.sqlite3_bind_null(handle, parameter));
            return this;
        }
        if (text.Length > SmallText)
            return Bind(parameter, Encoding.UTF8.GetBytes(text));
        Span<byte> utf8 = stackalloc byte[3 * SmallText];
        return Bind(parameter, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> utf8)
    {
        connection.Check(raw.sqlite3_bind_text(handle, parameter, utf8));
        return this;
    }

    /// <summary>True when there is a row to read; false at the end.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code is raw.SQLITE_ROW)
            return true;
        if (code is not raw.SQLITE_DONE)
            Fail(code);
        return false;
    }

    /// <summary>Runs a statement that answers no rows.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    /// <summary>Ends the reading, which lets go of the snapshot that was read.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    public long Integer(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    /// <summary>The column's text in place: valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => handle.Dispose();

    private void Fail(int code)
    {
        try
        {
            connection.Check(code);
        }
        finally
        {
            Reset();
        }
    }
}
