using Telemetry.Transport.Storage;

namespace Telemetry.Transport.Embedded;

/// <summary>A group's place in a durable stream; its committed position lies in the storage file.</summary>
internal sealed class DurableGroup(DurableStream stream, string group, StorageFile storage) : StreamGroup
{
    /// <summary>Records read ahead in one turn; at most this many times the record limit in memory.</summary>
    private const int ReadAhead = 16;

    private readonly Queue<StreamRecord> _ahead = new(ReadAhead);
    private long _position;

    protected override long StreamEnd => stream.End;

    public override async ValueTask<StreamRecord?> TryReadAsync(CancellationToken cancellationToken)
    {
        if (_ahead.Count == 0)
        {
            if (_position >= stream.End) return null;
            await storage.RunAsync(ReadBatch, cancellationToken);
        }

        return _ahead.TryDequeue(out var record) ? record : null;
    }

    public override void Advance(long next) => _position = next;

    protected override async ValueTask<long> MoveAsync(long? offset, CancellationToken cancellationToken)
    {
        _ahead.Clear();
        _position = await storage.RunAsync(database => FirstHeld(database, offset ?? LoadPosition(database)), cancellationToken);
        return _position;
    }

    protected override async ValueTask SaveAsync(long next, CancellationToken cancellationToken) =>
        await storage.RunAsync(database => SavePosition(database, next), cancellationToken);

    private bool ReadBatch(SqliteDatabase database)
    {
        using var select = database.Prepare("SELECT id, key, value FROM record WHERE stream = ? AND id >= ? ORDER BY id LIMIT ?");
        select.Bind(1, stream.Name).Bind(2, _position).Bind(3, ReadAhead);
        while (select.Step()) _ahead.Enqueue(new StreamRecord(stream.Name, 0, select.GetInt64(0), select.GetBlob(1), select.GetBlob(2)));
        return true;
    }

    private long FirstHeld(SqliteDatabase database, long wanted)
    {
        using var select = database.Prepare("SELECT coalesce(min(id), ?) FROM record WHERE stream = ? AND id >= ?");
        select.Bind(1, stream.End).Bind(2, stream.Name).Bind(3, wanted <= stream.End ? wanted : 0).Step();
        return select.GetInt64(0);
    }

    private long LoadPosition(SqliteDatabase database)
    {
        using var select = database.Prepare("SELECT next_offset FROM group_position WHERE stream = ? AND consumer_group = ?");
        return select.Bind(1, stream.Name).Bind(2, group).Step() ? select.GetInt64(0) : 0;
    }

    private bool SavePosition(SqliteDatabase database, long next)
    {
        using var upsert = database.Prepare("INSERT OR REPLACE INTO group_position (stream, consumer_group, next_offset) VALUES (?, ?, ?)");
        upsert.Bind(1, stream.Name).Bind(2, group).Bind(3, next).Run();
        return true;
    }
}
