using System.Buffers;

namespace Telemetry.Transport.Embedded;

/// <summary>A record in a volatile queue: key and value, one behind the other, in a rented buffer that the queue returns.</summary>
internal readonly struct QueuedRecord
{
    private readonly int _keyBytes;

    private QueuedRecord(byte[] buffer, int keyBytes, int bytes)
    {
        Buffer = buffer;
        Bytes = bytes;
        _keyBytes = keyBytes;
    }

    public byte[] Buffer { get; }

    public int Bytes { get; }

    public ReadOnlyMemory<byte> Key => Buffer.AsMemory(0, _keyBytes);

    public ReadOnlyMemory<byte> Value => Buffer.AsMemory(_keyBytes, Bytes - _keyBytes);

    public static QueuedRecord Copy(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var bytes = key.Length + value.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(bytes);
        key.CopyTo(buffer);
        value.CopyTo(buffer.AsSpan(key.Length));
        return new QueuedRecord(buffer, key.Length, bytes);
    }
}
