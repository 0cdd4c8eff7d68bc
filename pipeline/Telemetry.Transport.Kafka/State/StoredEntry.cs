using Telemetry.Transport.Storage;

namespace Telemetry.Transport.Kafka.State;

/// <summary>What the topic holds of one entry: its head, and the chunks of both generations.</summary>
internal sealed class StoredEntry
{
    private readonly Dictionary<StateChunk, byte[]> _chunks = [];
    private byte[]? _head;

    /// <summary>Generation that the next large value is written into.</summary>
    public int NextGeneration => _head is not null && StateHead.TryParse(_head) is { } head ? 1 - head.Generation : 0;

    /// <summary>Whether nothing of the entry is left on the topic.</summary>
    public bool IsGone => _head is null && _chunks.Count == 0;

    /// <summary>Chunks on the topic that the head does not need.</summary>
    public List<StateChunk> StaleChunks
    {
        get
        {
            var head = _head is null ? null : StateHead.TryParse(_head);
            return [.. _chunks.Keys.Where(chunk => head is null || chunk.Generation != head.Generation || chunk.Index >= head.Chunks)];
        }
    }

    /// <summary>Takes over one record; a null value is a tombstone.</summary>
    public void Apply(StateChunk? chunk, byte[]? value)
    {
        if (chunk is null) _head = value;
        else if (value is null) _chunks.Remove(chunk.Value);
        else _chunks[chunk.Value] = value;
    }

    /// <summary>Lets go of the values; what is on the topic stays known.</summary>
    public void Forget()
    {
        if (_head is not null && StateHead.TryParse(_head) is { } head) _head = (head with { Inline = ReadOnlyMemory<byte>.Empty }).ToBytes();
        foreach (var chunk in _chunks.Keys) _chunks[chunk] = [];
    }

    /// <summary>The value; null when the entry is deleted or was never completed.</summary>
    /// <exception cref="CorruptStateException">A head stands there, but not what it vouches for.</exception>
    public byte[]? Read(string place)
    {
        if (_head is null) return null;
        var head = StateHead.TryParse(_head)
            ?? throw Corrupt(place, "has a head of an unknown version");
        var value = head.Chunks == 0 ? head.Inline.ToArray() : Join(head, place);
        if (value.Length != head.Length || Checksum.Of(value) != head.Crc) throw Corrupt(place, "is damaged");
        return value;
    }

    private byte[] Join(StateHead head, string place)
    {
        using var joined = new MemoryStream(head.Length);
        for (var index = 0; index < head.Chunks; index++)
        {
            if (!_chunks.TryGetValue(new StateChunk(head.Generation, index), out var chunk))
            {
                throw Corrupt(place, $"lacks piece {index + 1} of {head.Chunks}");
            }

            joined.Write(chunk);
        }

        return joined.ToArray();
    }

    private static CorruptStateException Corrupt(string place, string what) => new(
        $"{place} {what}: write a tombstone for it with the program version that wrote it, or recreate the topic to start empty.");
}
