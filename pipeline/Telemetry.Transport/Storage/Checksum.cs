using System.Buffers.Binary;
using System.Numerics;

namespace Telemetry.Transport.Storage;

/// <summary>CRC-32C (Castagnoli, RFC 3720 B.4) of stored values: what a disk or broker gives back is checked before it is believed.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> value)
    {
        var crc = uint.MaxValue;
        while (value.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(value));
            value = value[sizeof(ulong)..];
        }

        foreach (var b in value) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
