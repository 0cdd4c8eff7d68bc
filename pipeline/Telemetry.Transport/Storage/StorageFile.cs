namespace Telemetry.Transport.Storage;

/// <summary>The one storage file of a process. Work on it runs one piece at a time, on the caller's thread.</summary>
internal sealed class StorageFile : IAsyncDisposable
{
    /// <summary>Name of the file in the folder that <c>storage.path</c> names.</summary>
    public const string FileName = "telemetry.db";

    private readonly SqliteDatabase _database;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _disposed;

    private StorageFile(SqliteDatabase database, long epoch)
    {
        _database = database;
        Epoch = epoch;
    }

    /// <summary>How often the file has been opened, this time included.</summary>
    public long Epoch { get; }

    /// <summary>Where the data lies.</summary>
    public string Path => _database.Path;

    /// <summary>Opens the file of a folder, creating both where missing.</summary>
    /// <exception cref="TransportException">The file cannot be used; the message names it and the cure.</exception>
    public static StorageFile Open(string folder) => OpenDatabase(System.IO.Path.Combine(StorageFolder.Create(folder), FileName));

    /// <summary>
    /// Opens the file of a folder like <see cref="Open"/>; one that is damaged, be it in a single value, is moved aside first, and what can be
    /// read of it carried over.
    /// </summary>
    /// <returns>The file, and what was lost; null where nothing was damaged.</returns>
    /// <exception cref="TransportException">The file cannot be used; the message names it and the cure.</exception>
    public static (StorageFile File, string? Lost) OpenOrSalvage(string folder)
    {
        var path = System.IO.Path.Combine(folder, FileName);
        StorageSalvage.Finish(path);
        try
        {
            return (OpenWhole(folder), null);
        }
        catch (DamagedStorageException)
        {
            var lost = StorageSalvage.Run(path);
            return (Open(folder), lost);
        }
    }

    private static StorageFile OpenWhole(string folder)
    {
        var file = Open(folder);
        try
        {
            SqliteStateStore.CheckValues(file._database);
            return file;
        }
        catch
        {
            file._database.Dispose();
            throw;
        }
    }

    /// <summary>Opens storage that is gone with this object.</summary>
    public static StorageFile OpenInMemory() => OpenDatabase(SqliteDatabase.InMemory);

    /// <summary>Opens storage that begins with a copy of a snapshot and is gone with this object.</summary>
    /// <exception cref="TransportException">The snapshot cannot be read; the message names it and the cure.</exception>
    public static StorageFile OpenSnapshot(string path)
    {
        using var snapshot = SqliteDatabase.OpenReadOnly(path);
        StorageSchema.Check(snapshot);
        return OpenDatabase(SqliteDatabase.InMemory, snapshot);
    }

    /// <summary>Writes a copy of everything beside the given path, then puts it in its place: there is the old file or the new one.</summary>
    public ValueTask<bool> SaveSnapshotAsync(string path, CancellationToken cancellationToken) => RunAsync(
        database =>
        {
            try
            {
                var fresh = path + ".new";
                File.Delete(fresh);
                database.CopyInto(fresh);
                File.Move(fresh, path, overwrite: true);
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new TransportException(
                    $"{path} cannot be written ({e.Message}): name a file in a writable folder.", isTransient: false, e);
            }
        },
        cancellationToken);

    private static StorageFile OpenDatabase(string path, SqliteDatabase? content = null)
    {
        var database = SqliteDatabase.Open(path);
        try
        {
            if (content is not null) database.CopyFrom(content);
            StorageSchema.Apply(database);
            database.Execute("UPDATE epoch SET opened = opened + 1");
            return new StorageFile(database, database.QueryInt64("SELECT opened FROM epoch"));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Runs work when its turn comes. It blocks the calling thread for the disk, so at most one thread waits there.</summary>
    public async ValueTask<T> RunAsync<T>(Func<SqliteDatabase, T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return work(_database);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Closes the file after the work that is under way. Closing twice is harmless.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_disposed) return;
            _disposed = true;
            _database.Dispose();
        }
        finally
        {
            _turn.Release();
        }
    }
}
