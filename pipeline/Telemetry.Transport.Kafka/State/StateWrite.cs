using Telemetry.Contracts;

namespace Telemetry.Transport.Kafka.State;

/// <summary>The records that write or delete one entry, in the three steps that keep it whole at every moment.</summary>
internal sealed class StateWrite
{
    /// <summary>Value bytes in one record; the rest up to the record limit is room for key and head.</summary>
    public const int MaxPieceBytes = 800_000;

    private readonly string _owner;
    private readonly string _key;
    private readonly StoredEntry _stored;

    public StateWrite(string owner, StateEntry entry, StoredEntry stored)
    {
        _owner = owner;
        _key = entry.Key;
        _stored = stored;
        if (entry.Value is { } value) Plan(value);
    }

    /// <summary>Pieces of a large value, into the generation that is not valid now.</summary>
    public List<(StateChunk Chunk, byte[] Value)> Chunks { get; } = [];

    /// <summary>Value of the head record, which makes the entry valid; null deletes it.</summary>
    public byte[]? Head { get; private set; }

    public StateKey HeadKey => StateKey.Head(_owner, _key);

    public StateKey KeyOf(StateChunk chunk) => StateKey.OfChunk(_owner, _key, chunk.Generation, chunk.Index);

    /// <summary>After chunks and head are acknowledged: notes them and gives the chunks to delete, which nothing needs any more.</summary>
    public List<StateChunk> Complete()
    {
        foreach (var (chunk, _) in Chunks) _stored.Apply(chunk, []);
        _stored.Apply(null, Head);
        _stored.Forget();
        return _stored.StaleChunks;
    }

    /// <summary>After a stale chunk's tombstone is acknowledged.</summary>
    public void Deleted(StateChunk chunk) => _stored.Apply(chunk, null);

    private void Plan(ReadOnlyMemory<byte> value)
    {
        var generation = _stored.NextGeneration;
        if (value.Length <= MaxPieceBytes)
        {
            Head = StateHead.OfInline(generation, value).ToBytes();
        }
        else
        {
            for (var from = 0; from < value.Length; from += MaxPieceBytes)
            {
                var piece = value.Slice(from, Math.Min(MaxPieceBytes, value.Length - from));
                Chunks.Add((new StateChunk(generation, Chunks.Count), piece.ToArray()));
            }

            Head = StateHead.OfChunked(generation, Chunks.Count, value.Span).ToBytes();
        }

        var largest = Math.Min(value.Length, MaxPieceBytes) + HeadKey.ToBytes().Length;
        if (largest > Streams.MaxRecordBytes) throw new RecordTooLargeException(Streams.State, largest);
    }
}
