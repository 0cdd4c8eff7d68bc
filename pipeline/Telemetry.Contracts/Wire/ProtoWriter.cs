using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Telemetry.Contracts.Wire;

/// <summary>
/// Writes protobuf fields into one growing buffer that is kept between messages. Fields are written as asked, defaults included.
/// Not safe for concurrent use.
/// </summary>
public sealed class ProtoWriter
{
    /// <summary>Bytes kept for the length of a message whose length is known only at its end: a varint padded to this size.</summary>
    public const int PaddedLengthBytes = 4;

    private const int InitialBytes = 1024;

    private readonly int _maxBytes;
    private byte[] _buffer = new byte[InitialBytes];

    /// <param name="maxBytes">Most that may be written before <see cref="Clear"/>; more is an <see cref="InvalidOperationException"/>.</param>
    public ProtoWriter(int maxBytes = 64 << 20) => _maxBytes = maxBytes;

    /// <summary>Bytes written since <see cref="Clear"/>.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    /// <summary>Begins anew and keeps the buffer.</summary>
    public void Clear() => Length = 0;

    /// <summary>Bytes of a tag or number as a varint.</summary>
    public static int SizeOf(ulong value) => (70 - BitOperations.LeadingZeroCount(value | 1)) / 7;

    /// <summary>Bytes of a length-delimited field with a field number below 16.</summary>
    public static int SizeOfDelimited(int bytes) => 1 + SizeOf((ulong)bytes) + bytes;

    /// <summary>Writes an unsigned integer as a varint.</summary>
    public void WriteVarint(int field, ulong value)
    {
        WriteTag(field, WireType.Varint);
        WriteVarint(value);
    }

    /// <summary>Writes an <c>int64</c> as a varint (two's complement, not zigzag).</summary>
    public void WriteInt64(int field, long value) => WriteVarint(field, unchecked((ulong)value));

    /// <summary>Writes a truth value.</summary>
    public void WriteBool(int field, bool value) => WriteVarint(field, value ? 1UL : 0);

    /// <summary>Writes an unsigned integer as eight bytes.</summary>
    public void WriteFixed64(int field, ulong value)
    {
        WriteTag(field, WireType.Fixed64);
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(sizeof(ulong)), value);
    }

    /// <summary>Writes a floating-point number as eight bytes, bit for bit.</summary>
    public void WriteDouble(int field, double value) => WriteFixed64(field, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Writes a length-delimited field.</summary>
    public void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        WriteLength(field, value.Length);
        WriteRaw(value);
    }

    /// <summary>Writes text as UTF-8. Lone surrogates become U+FFFD.</summary>
    public void WriteText(int field, string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        WriteLength(field, bytes);
        Encoding.UTF8.GetBytes(value, Reserve(bytes));
    }

    /// <summary>Writes the tag and length of a length-delimited field; the caller writes exactly that many bytes next.</summary>
    public void WriteLength(int field, int bytes)
    {
        WriteTag(field, WireType.LengthDelimited);
        WriteVarint((ulong)bytes);
    }

    /// <summary>Writes a packed list of eight-byte values; floating-point numbers as their bits.</summary>
    public void WriteFixed64List(int field, ReadOnlySpan<ulong> values)
    {
        WriteLength(field, values.Length * sizeof(ulong));
        var slot = Reserve(values.Length * sizeof(ulong));
        if (BitConverter.IsLittleEndian) MemoryMarshal.AsBytes(values).CopyTo(slot);
        else for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt64LittleEndian(slot[(i * sizeof(ulong))..], values[i]);
    }

    /// <summary>Appends bytes that are already encoded.</summary>
    public void WriteRaw(ReadOnlySpan<byte> encoded) => encoded.CopyTo(Reserve(encoded.Length));

    /// <summary>Appends a bare varint, as packed lists are made of.</summary>
    public void WriteRawVarint(ulong value) => WriteVarint(value);

    /// <summary>Begins an embedded message; hand the result to <see cref="EndMessage"/>.</summary>
    public int BeginMessage(int field)
    {
        WriteTag(field, WireType.LengthDelimited);
        Reserve(PaddedLengthBytes);
        return Length;
    }

    /// <summary>Ends the message that <see cref="BeginMessage"/> began, filling in its length.</summary>
    public void EndMessage(int begin)
    {
        var length = (uint)(Length - begin);
        var slot = _buffer.AsSpan(begin - PaddedLengthBytes, PaddedLengthBytes);
        for (var i = 0; i < PaddedLengthBytes - 1; i++, length >>= 7) slot[i] = (byte)(length & 0x7F | 0x80);
        slot[PaddedLengthBytes - 1] = (byte)length;
    }

    private void WriteTag(int field, WireType type) => WriteVarint((ulong)field << 3 | (ulong)type);

    private void WriteVarint(ulong value)
    {
        var slot = Reserve(SizeOf(value));
        for (var i = 0; i < slot.Length - 1; i++, value >>= 7) slot[i] = (byte)(value & 0x7F | 0x80);
        slot[^1] = (byte)value;
    }

    private Span<byte> Reserve(int bytes)
    {
        if (bytes > _buffer.Length - Length) Grow(bytes);
        var slot = _buffer.AsSpan(Length, bytes);
        Length += bytes;
        return slot;
    }

    private void Grow(int bytes)
    {
        var needed = (long)Length + bytes;
        if (needed > _maxBytes) throw new InvalidOperationException($"A message of more than {_maxBytes} bytes; split it before writing.");
        Array.Resize(ref _buffer, (int)Math.Min(Math.Max(needed, 2L * _buffer.Length), _maxBytes));
    }
}
