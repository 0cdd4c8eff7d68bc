using System.Buffers.Binary;
using System.Text;

namespace Telemetry.Transport.Kafka.State;

/// <summary>
/// Record key on the state topic: a kind byte, owner, 0, entry key; a chunk has 0, generation byte and index (4 bytes, big endian) behind.
/// </summary>
internal readonly record struct StateKey(string Owner, string Key, StateChunk? Chunk)
{
    private const byte HeadKind = (byte)'h';
    private const byte ChunkKind = (byte)'c';
    private const int ChunkSuffix = 1 + 1 + sizeof(int);

    public static StateKey Head(string owner, string key) => new(owner, key, null);

    public static StateKey OfChunk(string owner, string key, int generation, int index) => new(owner, key, new StateChunk(generation, index));

    public byte[] ToBytes()
    {
        var name = Encoding.UTF8.GetBytes($"{Owner}\0{Key}");
        var bytes = new byte[1 + name.Length + (Chunk is null ? 0 : ChunkSuffix)];
        bytes[0] = Chunk is null ? HeadKind : ChunkKind;
        name.CopyTo(bytes, 1);
        if (Chunk is not { } chunk) return bytes;
        bytes[^(sizeof(int) + 1)] = (byte)chunk.Generation;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(bytes.Length - sizeof(int)), chunk.Index);
        return bytes;
    }

    /// <summary>False for bytes that this program never writes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out StateKey key)
    {
        key = default;
        if (bytes.IsEmpty || bytes[0] is not (HeadKind or ChunkKind)) return false;
        StateChunk? chunk = null;
        if (bytes[0] == ChunkKind)
        {
            if (bytes.Length < 1 + ChunkSuffix) return false;
            var suffix = bytes[^ChunkSuffix..];
            chunk = new StateChunk(suffix[1], BinaryPrimitives.ReadInt32BigEndian(suffix[2..]));
            if (suffix[0] != 0 || chunk is not { Generation: 0 or 1, Index: >= 0 }) return false;
            bytes = bytes[..^ChunkSuffix];
        }

        var name = bytes[1..];
        var separator = name.IndexOf((byte)0);
        if (separator < 0) return false;
        key = new StateKey(Encoding.UTF8.GetString(name[..separator]), Encoding.UTF8.GetString(name[(separator + 1)..]), chunk);
        return true;
    }
}
