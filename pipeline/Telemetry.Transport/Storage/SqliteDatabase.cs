using SQLitePCL;

namespace Telemetry.Transport.Storage;

/// <summary>One SQLite connection. Not for concurrent use: the owner serialises.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    /// <summary>A database that lives and dies with its connection.</summary>
    public const string InMemory = ":memory:";

    private readonly sqlite3 _handle;

    private SqliteDatabase(sqlite3 handle, string path)
    {
        _handle = handle;
        Path = path;
    }

    /// <summary>File of the database, for messages.</summary>
    public string Path { get; }

    /// <summary>Row id of the newest insert.</summary>
    public long LastInsertId => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>Rows that the newest insert, update or delete touched.</summary>
    public int ChangedRows => raw.sqlite3_changes(_handle);

    /// <summary>Opens or creates a file.</summary>
    /// <exception cref="TransportException">The file cannot be opened; the message names it and the cure.</exception>
    public static SqliteDatabase Open(string path) => Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>Opens a file that is there and must stay as it is.</summary>
    /// <exception cref="TransportException">The file cannot be opened; the message names it and the cure.</exception>
    public static SqliteDatabase OpenReadOnly(string path) => Open(path, raw.SQLITE_OPEN_READONLY);

    private static SqliteDatabase Open(string path, int access)
    {
        SqliteLibrary.EnsureLoaded();
        var result = raw.sqlite3_open_v2(path, out var handle, access | raw.SQLITE_OPEN_FULLMUTEX, null);
        if (result == raw.SQLITE_OK) return new SqliteDatabase(handle, path);
        using (handle)
        {
            throw StorageFailure.From(result, raw.sqlite3_errstr(result).utf8_to_string(), path);
        }
    }

    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        return new SqliteStatement(this, statement);
    }

    /// <summary>Runs statements that take no arguments; their rows are passed over.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>The first column of the first row of a statement without arguments.</summary>
    public long QueryInt64(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.GetInt64(0) : 0;
    }

    /// <summary>Runs work as one transaction: all of it, or after an exception none.</summary>
    public void InTransaction(Action work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            Execute("COMMIT");
        }
        catch
        {
            // Some failures (disk full) have rolled back already; a second ROLLBACK then only answers an error, which says nothing new.
            _ = raw.sqlite3_exec(_handle, "ROLLBACK");
            throw;
        }
    }

    /// <summary>Writes the whole database into a new file, synced to disk.</summary>
    public void CopyInto(string path)
    {
        using (var copy = Prepare("VACUUM INTO ?"))
        {
            copy.Bind(1, path).Run();
        }

        using var written = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    /// <summary>Replaces the content of this database by that of another.</summary>
    public void CopyFrom(SqliteDatabase source)
    {
        using var backup = raw.sqlite3_backup_init(_handle, "main", source._handle, "main");
        var result = raw.sqlite3_backup_step(backup, -1);
        if (result != raw.SQLITE_DONE) throw StorageFailure.From(result, raw.sqlite3_errstr(result).utf8_to_string(), source.Path);
    }

    public void Check(int result)
    {
        if (result is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw StorageFailure.From(result, raw.sqlite3_errmsg(_handle).utf8_to_string(), Path);
    }

    public void Dispose() => _handle.Dispose();
}
