using Telemetry.Transport.Storage;

namespace Telemetry.Transport.Spooling;

/// <summary>What the spool says to its database, prepared once.</summary>
internal sealed class SpoolStatements(SqliteDatabase database) : IDisposable
{
    private readonly SqliteStatement _insert = database.Prepare(
        "INSERT INTO waiting (id, lane, checksum, key, value) VALUES (?, ?, ?, ?, ?)");

    private readonly SqliteStatement _first = database.Prepare("SELECT id, checksum, key, value FROM waiting WHERE lane = ? ORDER BY id LIMIT 1");
    private readonly SqliteStatement _oldest = database.Prepare("SELECT id, length(key) + length(value) FROM waiting ORDER BY id LIMIT 1");
    private readonly SqliteStatement _delete = database.Prepare("DELETE FROM waiting WHERE id = ?");
    private long _lastId = database.QueryInt64("SELECT max(id) FROM waiting");
    private long _firstId = database.QueryInt64("SELECT min(id) FROM waiting");

    /// <summary>How many records wait, and the bytes of their keys and values.</summary>
    public (long Count, long Bytes) Measure() => (
        database.QueryInt64("SELECT count(*) FROM waiting"),
        database.QueryInt64("SELECT total(length(key) + length(value)) FROM waiting"));

    public void Append(int lane, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Insert(++_lastId, lane, key, value);

    public void Prepend(int lane, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Insert(--_firstId, lane, key, value);

    public SpooledRecord? First(int lane)
    {
        try
        {
            if (!_first.Bind(1, lane).Step()) return null;
            var value = _first.GetBlob(3);
            return new SpooledRecord(_first.GetInt64(0), _first.GetBlob(2), value, IsIntact: Checksum.Of(value) == _first.GetInt64(1));
        }
        finally
        {
            _first.Reset();
        }
    }

    /// <summary>Removes the oldest record of all; the bytes that it held, or null where there is none.</summary>
    public long? RemoveOldest()
    {
        if (!_oldest.Step())
        {
            _oldest.Reset();
            return null;
        }
        var (id, bytes) = (_oldest.GetInt64(0), _oldest.GetInt64(1));
        _oldest.Reset();
        Remove(id);
        return bytes;
    }

    public bool Remove(long id)
    {
        _delete.Bind(1, id).Run();
        return database.ChangedRows > 0;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _first.Dispose();
        _oldest.Dispose();
        _delete.Dispose();
    }

    private void Insert(long id, int lane, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        _insert.Bind(1, id).Bind(2, lane).Bind(3, Checksum.Of(value)).Bind(4, key).Bind(5, value).Run();
}
