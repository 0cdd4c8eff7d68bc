using System.Buffers.Binary;

namespace Telemetry.Contracts.Metrics;

/// <summary>A fast 64-bit hash of short byte strings, stable across processes and machines; not for hostile input beyond a table's bound.</summary>
public static class SeriesHash
{
    // Odd constants with evenly spread bits: fractional parts of the golden ratio and of sqrt(3).
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xBB67AE8584CAA73B;

    /// <summary>Hash of the bytes: 64x64→128-bit multiplications whose halves are folded together, eight bytes at a time.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Fold(First ^ (ulong)bytes.Length, Second);
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), Second);
            bytes = bytes[sizeof(ulong)..];
        }

        if (bytes.IsEmpty) return Fold(hash, First);
        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        rest.Clear();
        bytes.CopyTo(rest);
        return Fold(Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest), Second), First);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
