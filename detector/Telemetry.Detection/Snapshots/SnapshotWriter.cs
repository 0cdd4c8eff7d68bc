using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Telemetry.Detection.Snapshots;

/// <summary>
/// Appends state as little-endian values, doubles bit for bit: what <see cref="SnapshotReader"/> restores is the same to the last bit.
/// </summary>
public sealed class SnapshotWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    /// <summary>What was written since <see cref="Clear"/>; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    /// <summary>Begins anew and keeps the buffer.</summary>
    public void Clear() => _buffer.ResetWrittenCount();

    public void Write(double value) => Write(BitConverter.DoubleToInt64Bits(value));

    public void Write(float value) => Write(BitConverter.SingleToInt32Bits(value));

    public void Write(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    public void Write(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.GetSpan(sizeof(int)), value);
        _buffer.Advance(sizeof(int));
    }

    public void Write(bool value) => Write(value ? 1 : 0);

    public void Write(string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Write(bytes);
        Encoding.UTF8.GetBytes(value, _buffer.GetSpan(bytes));
        _buffer.Advance(bytes);
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        Write(value.Length);
        _buffer.Write(value);
    }

    public void Write(ReadOnlySpan<double> values)
    {
        Write(values.Length);
        foreach (var value in values) Write(value);
    }

    public void Write(ReadOnlySpan<float> values)
    {
        Write(values.Length);
        foreach (var value in values) Write(value);
    }

    public void Write(ReadOnlySpan<uint> values)
    {
        Write(values.Length);
        foreach (var value in values) Write(unchecked((int)value));
    }

    public void Write(ReadOnlySpan<ulong> values)
    {
        Write(values.Length);
        foreach (var value in values) Write(unchecked((long)value));
    }
}
