namespace Telemetry.Collector.Recordings.History;

/// <summary>The block format of Snappy, as remote read and write use it: a length, then literals and copies of what came before.</summary>
internal static class SnappyBlock
{
    /// <summary>Largest block that is unpacked.</summary>
    public const int MaxBytes = 1 << 30;

    private const int LongestShortLiteral = 60;
    private const int LiteralBytes = 1 << 16;

    /// <summary>Packs bytes as literals: valid for every reader, and a request is short.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        var packed = new List<byte>(bytes.Length + 16);
        for (var left = (uint)bytes.Length; ; left >>= 7)
        {
            packed.Add((byte)(left > 0x7f ? left | 0x80 : left));
            if (left <= 0x7f) break;
        }

        for (var at = 0; at < bytes.Length; at += LiteralBytes)
        {
            var piece = bytes[at..Math.Min(bytes.Length, at + LiteralBytes)];
            // Tag 61: a literal whose length less one follows in two bytes.
            packed.AddRange([61 << 2, (byte)(piece.Length - 1), (byte)((piece.Length - 1) >> 8)]);
            packed.AddRange(piece);
        }

        return [.. packed];
    }

    /// <summary>Unpacks a block; null where it is not one, or larger than <see cref="MaxBytes"/>.</summary>
    public static byte[]? Unpack(ReadOnlySpan<byte> block)
    {
        if (!TryReadLength(ref block, out var length) || length > MaxBytes) return null;
        var output = new byte[(int)length];
        var written = 0;
        while (block.Length > 0)
        {
            var advanced = (block[0] & 3) == 0 ? Literal(ref block, output.AsSpan(written)) : Copy(ref block, output, written);
            if (advanced <= 0) return null;
            written += advanced;
        }

        return written == output.Length ? output : null;
    }

    private static bool TryReadLength(ref ReadOnlySpan<byte> block, out ulong length)
    {
        length = 0;
        for (var i = 0; i < Math.Min(5, block.Length); i++)
        {
            length |= (ulong)(block[i] & 0x7f) << (7 * i);
            if (block[i] > 0x7f) continue;
            block = block[(i + 1)..];
            return true;
        }

        return false;
    }

    private static int Literal(ref ReadOnlySpan<byte> block, Span<byte> output)
    {
        long length = block[0] >> 2;
        var extra = (int)Math.Max(0, length - LongestShortLiteral + 1);
        if (block.Length < 1 + extra) return 0;
        if (extra > 0) length = Number(block.Slice(1, extra));
        length++;
        block = block[(1 + extra)..];
        if (length > block.Length || length > output.Length) return 0;
        block[..(int)length].CopyTo(output);
        block = block[(int)length..];
        return (int)length;
    }

    private static int Copy(ref ReadOnlySpan<byte> block, byte[] output, int written)
    {
        var (tag, bytes) = (block[0], (block[0] & 3) switch { 1 => 1, 2 => 2, _ => 4 });
        if (block.Length < 1 + bytes) return 0;
        var offset = Number(block.Slice(1, bytes));
        var length = (tag >> 2) + 1;
        if (bytes == 1) (offset, length) = (offset | ((long)(tag >> 5) << 8), ((tag >> 2) & 7) + 4);
        block = block[(1 + bytes)..];
        if (offset <= 0 || offset > written || length > output.Length - written) return 0;
        // Byte by byte: a copy may reach into what it writes itself.
        for (var i = 0; i < length; i++) output[written + i] = output[written + i - (int)offset];
        return length;
    }

    private static long Number(ReadOnlySpan<byte> littleEndian)
    {
        long number = 0;
        for (var i = littleEndian.Length - 1; i >= 0; i--) number = (number << 8) | littleEndian[i];
        return number;
    }
}
