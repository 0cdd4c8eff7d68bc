using Telemetry.Transport.Storage;

namespace Telemetry.Transport.Embedded;

/// <summary>A stream in the storage file: a record is committed to disk before its publisher goes on.</summary>
internal sealed class DurableStream : IEmbeddedStream
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DurableGroup> _groups = new(StringComparer.Ordinal);
    private readonly StorageFile _storage;
    private readonly DurableStreamRetention _retention;
    private readonly TimeProvider _timeProvider;
    private long _end;
    private long _held;

    private DurableStream(string name, StorageFile storage, DurableStreamRetention retention, TimeProvider timeProvider)
    {
        Name = name;
        _storage = storage;
        _retention = retention;
        _timeProvider = timeProvider;
    }

    public string Name { get; }

    public long End => Volatile.Read(ref _end);

    public long Held => Volatile.Read(ref _held);

    public IReadOnlyList<StreamGroup> Groups
    {
        get
        {
            lock (_lock) return [.. _groups.Values];
        }
    }

    public static async ValueTask<DurableStream> OpenAsync(
        string name, StorageFile storage, DurableStreamRetention retention, TimeProvider timeProvider)
    {
        var stream = new DurableStream(name, storage, retention, timeProvider);
        await storage.RunAsync(stream.Restore, CancellationToken.None);
        return stream;
    }

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        await _storage.RunAsync(database => Append(database, key, value), cancellationToken);
        lock (_lock)
        {
            foreach (var group in _groups.Values) group.Wake.Set();
        }
    }

    public StreamGroup GroupOf(string group)
    {
        lock (_lock)
        {
            if (!_groups.TryGetValue(group, out var known)) _groups.Add(group, known = new DurableGroup(this, group, _storage));
            return known;
        }
    }

    /// <summary>Hands over every record that is held, oldest first.</summary>
    public async ValueTask ReadHeldAsync(Action<StreamRecord> take, CancellationToken cancellationToken) => await _storage.RunAsync(
        database =>
        {
            using var select = database.Prepare("SELECT id, key, value FROM record WHERE stream = ? ORDER BY id").Bind(1, Name);
            while (select.Step()) take(new StreamRecord(Name, 0, select.GetInt64(0), select.GetBlob(1), select.GetBlob(2)));
            return true;
        },
        cancellationToken);

    private bool Restore(SqliteDatabase database)
    {
        using var select = database.Prepare("""
            SELECT coalesce(max(id), (SELECT coalesce(max(seq), 0) FROM sqlite_sequence)) + 1, count(*),
                   coalesce(sum(length(key) + length(value)), 0)
            FROM record WHERE stream = ?
            """).Bind(1, Name);
        select.Step();
        _end = select.GetInt64(0);
        _held = select.GetInt64(1);
        _retention.Start(select.GetInt64(2));
        return true;
    }

    private bool Append(SqliteDatabase database, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value)
    {
        var now = _timeProvider.GetUtcNow();
        long id = 0;
        var trimmed = default(Trimmed);
        database.InTransaction(() =>
        {
            using var insert = database.Prepare("INSERT INTO record (stream, appended_ms, key, value) VALUES (?, ?, ?, ?)");
            insert.Bind(1, Name).Bind(2, now.ToUnixTimeMilliseconds()).Bind(3, key.Span).Bind(4, value.Span).Run();
            id = database.LastInsertId;
            trimmed = _retention.Trim(database, Name, now, key.Length + value.Length);
        });
        _retention.Apply(Name, trimmed);
        Volatile.Write(ref _held, _held + 1 - trimmed.Records);
        Volatile.Write(ref _end, id + 1);
        return true;
    }
}
