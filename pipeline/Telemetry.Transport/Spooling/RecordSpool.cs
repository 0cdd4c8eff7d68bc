using Telemetry.Transport.Storage;

namespace Telemetry.Transport.Spooling;

/// <summary>
/// Records that wait on disk for a broker that is away, in lanes that each keep their order, within a bound of bytes: over it the
/// oldest of all lanes go. Survives a kill of the process; a loss of power may take the last seconds.
/// The file is described in <c>docs/formats/send-buffer.md</c>. Safe for concurrent use.
/// </summary>
public sealed class RecordSpool : IDisposable
{
    /// <summary>Name of the file in the folder that <c>storage.path</c> names.</summary>
    public const string FileName = "send-buffer.db";

    private readonly Lock _lock = new();
    private readonly SpoolStatements _statements;
    private readonly long _maxBytes;

    private RecordSpool(SqliteDatabase database, long maxBytes)
    {
        Database = database;
        _maxBytes = maxBytes;
        _statements = new SpoolStatements(database);
        (Count, Bytes) = _statements.Measure();
        Recovered = Count;
    }

    /// <summary>Records that wait.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of their keys and values.</summary>
    public long Bytes { get; private set; }

    /// <summary>Records that were there when it was opened.</summary>
    public long Recovered { get; }

    /// <summary>The file.</summary>
    internal SqliteDatabase Database { get; }

    /// <summary>Opens the file of a folder, creating both where missing.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="maxBytes">Most bytes of keys and values that may wait.</param>
    /// <exception cref="TransportException">The file cannot be used; the message names it and the cure.</exception>
    public static RecordSpool Open(string folder, long maxBytes)
    {
        var database = SqliteDatabase.Open(Path.Combine(StorageFolder.Create(folder), FileName));
        try
        {
            SpoolSchema.Apply(database);
            return new RecordSpool(database, maxBytes);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Adds records behind those of a lane; all of them, or after an exception none.</summary>
    /// <returns>How many older records of any lane had to go.</returns>
    /// <exception cref="TransportException">The disk does not take them.</exception>
    public int Add(int lane, IReadOnlyCollection<(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value)> records)
    {
        lock (_lock)
        {
            var (count, bytes) = (Count, Bytes);
            Database.InTransaction(() =>
            {
                foreach (var (key, value) in records)
                {
                    _statements.Append(lane, key.Span, value.Span);
                    bytes += key.Length + value.Length;
                    count++;
                }
                while (bytes > _maxBytes && _statements.RemoveOldest() is { } freed)
                {
                    bytes -= freed;
                    count--;
                }
            });
            var dropped = (int)(Count + records.Count - count);
            (Count, Bytes) = (count, bytes);
            return dropped;
        }
    }

    /// <summary>Puts a record before those of its lane: it was on its way when sending ended.</summary>
    /// <exception cref="TransportException">The disk does not take it.</exception>
    public void PutBack(int lane, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        lock (_lock)
        {
            _statements.Prepend(lane, key, value);
            Bytes += key.Length + value.Length;
            Count++;
        }
    }

    /// <summary>The oldest record of a lane, which stays until it is removed; null where none waits.</summary>
    /// <exception cref="TransportException">The disk cannot be read.</exception>
    public SpooledRecord? Peek(int lane)
    {
        lock (_lock) return _statements.First(lane);
    }

    /// <summary>Removes a record; false where it has gone meanwhile, to make room.</summary>
    /// <exception cref="TransportException">The disk does not take the change.</exception>
    public bool Remove(SpooledRecord record)
    {
        lock (_lock)
        {
            if (!_statements.Remove(record.Id)) return false;
            Bytes -= record.Key.Length + record.Value.Length;
            Count--;
            if (Count == 0) Database.Execute("PRAGMA incremental_vacuum");
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _statements.Dispose();
            Database.Dispose();
        }
    }
}
