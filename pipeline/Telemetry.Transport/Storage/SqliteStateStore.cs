namespace Telemetry.Transport.Storage;

/// <summary>State in the storage file: a commit is one transaction.</summary>
internal sealed class SqliteStateStore(StorageFile storage, TransportMetrics metrics) : IStateStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StateEntry>> LoadAsync(string owner, CancellationToken cancellationToken) => metrics.CountFailuresAsync(
        "load", () => storage.RunAsync(database => Load(database, owner), cancellationToken));

    /// <inheritdoc/>
    public async ValueTask CommitAsync(string owner, IReadOnlyList<StateEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0) return;
        await metrics.CountFailuresAsync("commit", () => storage.RunAsync(
            database =>
            {
                database.InTransaction(() => Write(database, owner, entries));
                return true;
            },
            cancellationToken));
    }

    private static IReadOnlyList<StateEntry> Load(SqliteDatabase database, string owner)
    {
        var entries = new List<StateEntry>();
        using var select = database.Prepare("SELECT key, checksum, value FROM state WHERE owner = ?").Bind(1, owner);
        while (select.Step())
        {
            var key = select.GetText(0);
            var value = select.GetBlob(2);
            Check(database, owner, key, select.GetInt64(1), value);
            entries.Add(new StateEntry(key, value));
        }

        entries.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return entries;
    }

    /// <summary>Reads every entry, since SQLite itself would not notice a value in which bits have turned.</summary>
    /// <exception cref="DamagedStorageException">One is damaged; the message names it.</exception>
    public static void CheckValues(SqliteDatabase database)
    {
        using var select = database.Prepare("SELECT owner, key, checksum, value FROM state");
        while (select.Step()) Check(database, select.GetText(0), select.GetText(1), select.GetInt64(2), select.GetBlob(3));
    }

    private static void Check(SqliteDatabase database, string owner, string key, long checksum, ReadOnlySpan<byte> value)
    {
        if (Checksum.Of(value) == checksum) return;
        throw new DamagedStorageException(
            $"{database.Path}: state entry {key} of {owner} is damaged: restore the file from a backup, or move it away to start empty.");
    }

    /// <summary>Writes entries; the caller's transaction, or none, makes them one.</summary>
    public static void Write(SqliteDatabase database, string owner, IReadOnlyList<StateEntry> entries)
    {
        using var upsert = database.Prepare("INSERT OR REPLACE INTO state (owner, key, checksum, value) VALUES (?, ?, ?, ?)");
        using var delete = database.Prepare("DELETE FROM state WHERE owner = ? AND key = ?");
        foreach (var entry in entries)
        {
            if (entry.Value is { } value)
            {
                upsert.Bind(1, owner).Bind(2, entry.Key).Bind(3, Checksum.Of(value.Span)).Bind(4, value.Span).Run();
            }
            else
            {
                delete.Bind(1, owner).Bind(2, entry.Key).Run();
            }
        }
    }
}
