using System.Buffers.Binary;
using Telemetry.Transport.Storage;

namespace Telemetry.Transport.Kafka.State;

/// <summary>
/// Record value that makes an entry valid. Layout: version byte 1; generation byte; chunk count (int32), value length (int32), CRC-32C of
/// the value (uint32), little endian; with no chunks the value itself follows.
/// </summary>
internal sealed record StateHead(int Generation, int Chunks, int Length, uint Crc, ReadOnlyMemory<byte> Inline)
{
    private const byte Version = 1;
    private const int FixedBytes = 1 + 1 + 4 + 4 + 4;

    public static StateHead OfInline(int generation, ReadOnlyMemory<byte> value) =>
        new(generation, 0, value.Length, Checksum.Of(value.Span), value);

    public static StateHead OfChunked(int generation, int chunks, ReadOnlySpan<byte> value) =>
        new(generation, chunks, value.Length, Checksum.Of(value), ReadOnlyMemory<byte>.Empty);

    public byte[] ToBytes()
    {
        var bytes = new byte[FixedBytes + Inline.Length];
        bytes[0] = Version;
        bytes[1] = (byte)Generation;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2), Chunks);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(6), Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(10), Crc);
        Inline.Span.CopyTo(bytes.AsSpan(FixedBytes));
        return bytes;
    }

    /// <summary>Null for bytes of another version, or of none.</summary>
    public static StateHead? TryParse(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.Length < FixedBytes || span[0] != Version || span[1] > 1) return null;
        return new StateHead(
            span[1],
            BinaryPrimitives.ReadInt32LittleEndian(span[2..]),
            BinaryPrimitives.ReadInt32LittleEndian(span[6..]),
            BinaryPrimitives.ReadUInt32LittleEndian(span[10..]),
            bytes[FixedBytes..]);
    }
}
