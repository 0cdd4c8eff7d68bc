using SQLitePCL;

namespace Telemetry.Transport.Storage;

/// <summary>A prepared statement: bind, step through the rows, reset, again.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly sqlite3_stmt _handle;

    public SqliteStatement(SqliteDatabase database, sqlite3_stmt handle)
    {
        _database = database;
        _handle = handle;
    }

    /// <summary>Binds the parameter at a position, counted from 1.</summary>
    public SqliteStatement Bind(int position, long value)
    {
        _database.Check(raw.sqlite3_bind_int64(_handle, position, value));
        return this;
    }

    public SqliteStatement Bind(int position, string value)
    {
        _database.Check(raw.sqlite3_bind_text(_handle, position, value));
        return this;
    }

    public SqliteStatement Bind(int position, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, which SQLite would read as NULL.
        _database.Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(_handle, position, 0)
            : raw.sqlite3_bind_blob(_handle, position, value));
        return this;
    }

    /// <summary>Moves to the next row; false when there is none.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_handle);
        if (result == raw.SQLITE_ROW) return true;
        // Resetting first leaves the statement usable after a failure; the error text of the connection survives it.
        if (result != raw.SQLITE_DONE) _ = raw.sqlite3_reset(_handle);
        _database.Check(result);
        return false;
    }

    /// <summary>Runs a statement that gives no rows, and makes it ready for the next arguments.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public void Reset()
    {
        _ = raw.sqlite3_reset(_handle);
        _ = raw.sqlite3_clear_bindings(_handle);
    }

    /// <summary>Column of the current row, counted from 0.</summary>
    public long GetInt64(int column) => raw.sqlite3_column_int64(_handle, column);

    public string GetText(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string();

    /// <summary>Copy of a column of the current row.</summary>
    public byte[] GetBlob(int column) => raw.sqlite3_column_blob(_handle, column).ToArray();

    public void Dispose() => _handle.Dispose();
}
