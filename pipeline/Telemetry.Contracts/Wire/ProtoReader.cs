using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Telemetry.Contracts.Wire;

/// <summary>
/// Reads the fields of one protobuf message, in whatever order they come. A failure sticks: the read that met it gives a default,
/// <see cref="NextField"/> says false from then on, and <see cref="Failure"/> names it. Nothing is thrown, copied or allocated.
/// </summary>
/// <remarks>After <see cref="NextField"/> said true, read the field with exactly one <c>Read…</c> or <see cref="Skip"/>.</remarks>
public ref struct ProtoReader
{
    private static readonly long EarliestMs = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long LatestMs = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly ReadOnlySpan<byte> _input;
    private readonly int _origin;
    private int _position;

    /// <param name="input">The message.</param>
    /// <param name="origin">Where the message begins in the outermost one; only for <see cref="WireFailure.Position"/>.</param>
    public ProtoReader(ReadOnlySpan<byte> input, int origin = 0)
    {
        _input = input;
        _origin = origin;
    }

    /// <summary>Number of the field at hand.</summary>
    public int Field { get; private set; }

    /// <summary>Wire type of the field at hand.</summary>
    public WireType Type { get; private set; }

    /// <summary>The first failure, if any.</summary>
    public WireFailure Failure { get; private set; }

    /// <summary>Offset of the next byte in the outermost message.</summary>
    public readonly int Position => _origin + _position;

    /// <summary>Offset of the next byte in this message.</summary>
    public readonly int Offset => _position;

    /// <summary>Moves to the next field; false at the end of the message and after a failure.</summary>
    public bool NextField()
    {
        if (Failure.Failed || _position >= _input.Length) return false;

        var tag = ReadVarintCore();
        if (Failure.Failed) return false;
        Field = (int)(tag >> 3);
        Type = (WireType)(tag & 7);
        if (tag is < 8 or > uint.MaxValue || Type is not (WireType.Varint or WireType.Fixed64 or WireType.LengthDelimited or WireType.Fixed32))
        {
            Fail(WireError.MalformedTag);
            return false;
        }

        return true;
    }

    /// <summary>Reads a varint as unsigned.</summary>
    public ulong ReadVarint() => Expect(WireType.Varint) ? ReadVarintCore() : 0;

    /// <summary>Reads a varint as <c>int64</c> (two's complement, not zigzag).</summary>
    public long ReadInt64() => unchecked((long)ReadVarint());

    /// <summary>Reads a varint that must lie in 0…<paramref name="max"/>.</summary>
    public int ReadInt32(int max = int.MaxValue)
    {
        var value = ReadVarint();
        if (value <= (ulong)max) return (int)value;
        Fail(WireError.ValueOutOfRange);
        return 0;
    }

    /// <summary>Reads a varint as <c>sint32</c> (zigzag).</summary>
    public int ReadSInt32()
    {
        var value = (uint)ReadVarint();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    /// <summary>Reads a varint as <c>sint64</c> (zigzag).</summary>
    public long ReadSInt64()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Reads a varint as a truth value.</summary>
    public bool ReadBool() => ReadVarint() != 0;

    /// <summary>Reads a varint as a time in Unix milliseconds, within the years 1 to 9999.</summary>
    public DateTimeOffset ReadTime()
    {
        var milliseconds = ReadInt64();
        if (milliseconds >= EarliestMs && milliseconds <= LatestMs) return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        Fail(WireError.ValueOutOfRange);
        return default;
    }

    /// <summary>Reads eight bytes as an unsigned integer.</summary>
    public ulong ReadFixed64()
    {
        if (!Expect(WireType.Fixed64)) return 0;
        var bytes = Take(sizeof(ulong));
        return bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>Reads eight bytes as a floating-point number.</summary>
    public double ReadDouble() => BitConverter.UInt64BitsToDouble(ReadFixed64());

    /// <summary>Reads a length-delimited field; the span points into the input.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Expect(WireType.LengthDelimited) ? TakeDelimited() : default;

    /// <summary>Reads a length-delimited field as UTF-8 text, into a new string.</summary>
    public string ReadText()
    {
        var bytes = ReadBytes();
        if (System.Text.Unicode.Utf8.IsValid(bytes)) return System.Text.Encoding.UTF8.GetString(bytes);
        Fail(WireError.MalformedText);
        return "";
    }

    /// <summary>A reader of the embedded message at hand.</summary>
    public ProtoReader ReadMessage()
    {
        var bytes = ReadBytes();
        return new ProtoReader(bytes, Position - bytes.Length);
    }

    /// <summary>Passes over the field at hand.</summary>
    public void Skip()
    {
        switch (Type)
        {
            case WireType.Varint: ReadVarintCore(); break;
            case WireType.Fixed64: Take(sizeof(ulong)); break;
            case WireType.LengthDelimited: TakeDelimited(); break;
            case WireType.Fixed32: Take(sizeof(uint)); break;
        }
    }

    /// <summary>Takes over the failure of an embedded message, which makes this one fail too.</summary>
    public void Adopt(WireFailure inner)
    {
        if (!Failure.Failed) Failure = inner;
    }

    /// <summary>Marks this message as failed at the field at hand, for rules above the wire format.</summary>
    public void Fail(WireError error)
    {
        if (!Failure.Failed) Failure = new WireFailure(error, Position, Field);
    }

    /// <summary>A piece of this message, from one <see cref="Offset"/> to another.</summary>
    public readonly ReadOnlySpan<byte> Slice(int begin, int end) => _input[begin..end];

    private bool Expect(WireType type)
    {
        if (Type == type) return true;
        Fail(WireError.WrongWireType);
        return false;
    }

    private ReadOnlySpan<byte> TakeDelimited()
    {
        var length = ReadVarintCore();
        return length <= int.MaxValue ? Take((int)length) : TakeNothing();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _input.Length - _position) return TakeNothing();
        var taken = _input.Slice(_position, count);
        _position += count;
        return taken;
    }

    private ReadOnlySpan<byte> TakeNothing()
    {
        Fail(WireError.Truncated);
        return default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong ReadVarintCore()
    {
        if ((uint)_position < (uint)_input.Length && _input[_position] < 0x80) return _input[_position++];
        return ReadLongVarint();
    }

    private ulong ReadLongVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_position >= _input.Length)
            {
                Fail(WireError.Truncated);
                return 0;
            }

            var part = _input[_position++];
            if (shift == 63 && part > 1) break;
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        Fail(WireError.MalformedVarint);
        return 0;
    }
}
