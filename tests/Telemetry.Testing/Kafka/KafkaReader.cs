using System.Buffers.Binary;
using System.Text;

namespace Telemetry.Testing.Kafka;

/// <summary>Reads the primitive types of the Kafka protocol's classic encoding; running over the end throws.</summary>
internal sealed class KafkaReader(byte[] message)
{
    private int _position;

    public bool IsAtEnd => _position == message.Length;

    public byte Byte() => Take(1)[0];

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short)));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    public string? Text()
    {
        var length = Int16();
        return length < 0 ? null : Encoding.UTF8.GetString(Take(length));
    }

    public void SkipInt32s() => Take(Int32() * sizeof(int));

    private ReadOnlySpan<byte> Take(int bytes)
    {
        _position += bytes;
        return message.AsSpan(_position - bytes, bytes);
    }
}
