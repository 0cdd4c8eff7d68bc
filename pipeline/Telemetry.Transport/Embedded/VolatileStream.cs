using System.Buffers;
using Telemetry.Transport.Consuming;

namespace Telemetry.Transport.Embedded;

/// <summary>
/// A bounded queue that every group reads in full. A record is released when the slowest group has processed it, so the slowest group
/// sets the publishers' pace. Without any group the oldest records give way instead, counted.
/// </summary>
internal sealed class VolatileStream : IEmbeddedStream, IDisposable
{
    /// <summary>Offsets of one process lifetime; the next one starts higher, so that an offset from before a restart is never held.</summary>
    private const int EpochShift = 40;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _publisherTurn = new(1, 1);
    private readonly WakeSignal _room = new();
    private readonly Dictionary<string, VolatileGroup> _groups = new(StringComparer.Ordinal);
    private readonly QueuedRecord[] _ring;
    private readonly int _maxBytes;
    private readonly TransportMetrics _metrics;
    private long _head;
    private long _end;
    private int _bytes;

    public VolatileStream(string name, long epoch, EmbeddedTransportOptions options, TransportMetrics metrics)
    {
        Name = name;
        _ring = new QueuedRecord[options.QueueRecords];
        _maxBytes = options.QueueBytes;
        _metrics = metrics;
        _head = _end = epoch << EpochShift;
    }

    public string Name { get; }

    public long End => Volatile.Read(ref _end);

    public long Held => End - Volatile.Read(ref _head);

    public IReadOnlyList<StreamGroup> Groups
    {
        get
        {
            lock (_lock) return [.. _groups.Values];
        }
    }

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        // Publishers pass one by one, so that one that waits for room is not overtaken and a key's records keep their order.
        await _publisherTurn.WaitAsync(cancellationToken);
        try
        {
            while (!TryAppend(key.Span, value.Span)) await _room.WaitAsync(cancellationToken);
        }
        finally
        {
            _publisherTurn.Release();
        }
    }

    public StreamGroup GroupOf(string group)
    {
        lock (_lock)
        {
            if (!_groups.TryGetValue(group, out var known)) _groups.Add(group, known = new VolatileGroup(this, _head));
            return known;
        }
    }

    public void Dispose() => _publisherTurn.Dispose();

    /// <summary>The record at an offset; false when none is there yet. Its memory is valid until the reading group advances.</summary>
    internal bool TryRead(long offset, out StreamRecord record)
    {
        lock (_lock)
        {
            if (offset >= _end)
            {
                record = default;
                return false;
            }

            ref readonly var queued = ref _ring[offset % _ring.Length];
            record = new StreamRecord(Name, 0, offset, queued.Key, queued.Value);
            return true;
        }
    }

    /// <summary>Nearest offset that the stream holds or will hold next; anything outside gives the earliest.</summary>
    internal long Clamp(long offset)
    {
        lock (_lock) return offset >= _head && offset <= _end ? offset : _head;
    }

    internal void Release()
    {
        lock (_lock)
        {
            var slowest = _end;
            foreach (var group in _groups.Values) slowest = Math.Min(slowest, group.Position);
            if (slowest <= _head) return;
            while (_head < slowest) RemoveOldest();
        }

        _room.Set();
    }

    private bool TryAppend(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        lock (_lock)
        {
            var bytes = key.Length + value.Length;
            while (_end - _head == _ring.Length || _bytes + bytes > _maxBytes)
            {
                if (_groups.Count > 0) return false;
                RemoveOldest();
                _metrics.Dropped(Name, DropReason.NoConsumer, 1);
            }

            _ring[_end % _ring.Length] = QueuedRecord.Copy(key, value);
            _bytes += bytes;
            Volatile.Write(ref _end, _end + 1);
            foreach (var group in _groups.Values) group.Wake.Set();
            return true;
        }
    }

    private void RemoveOldest()
    {
        ref var oldest = ref _ring[_head % _ring.Length];
        _bytes -= oldest.Bytes;
        ArrayPool<byte>.Shared.Return(oldest.Buffer);
        oldest = default;
        Volatile.Write(ref _head, _head + 1);
    }
}
