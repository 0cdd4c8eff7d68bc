using System.Buffers.Binary;
using System.Text;

namespace Telemetry.Testing.Kafka;

/// <summary>Writes the primitive types of the Kafka protocol's classic encoding.</summary>
internal sealed class KafkaWriter
{
    private readonly MemoryStream _bytes = new();

    public byte[] ToArray() => _bytes.ToArray();

    public KafkaWriter Byte(byte value)
    {
        _bytes.WriteByte(value);
        return this;
    }

    public KafkaWriter Int16(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(short)];
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)value);
        _bytes.Write(bytes);
        return this;
    }

    public KafkaWriter Int32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public KafkaWriter Text(string? value)
    {
        if (value is null) return Int16(-1);
        var bytes = Encoding.UTF8.GetBytes(value);
        Int16(bytes.Length);
        _bytes.Write(bytes);
        return this;
    }
}
