using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Telemetry.Collector.Recordings;

/// <summary>The line before each body of a recorded file: <c>@ start duration status length</c>.</summary>
/// <param name="StartMs">When the scrape began, Unix milliseconds.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Status">HTTP status; 0 where there was no answer.</param>
/// <param name="Length">Length of the body in bytes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FrameHeader(long StartMs, long DurationMs, int Status, int Length)
{
    /// <summary>Longest header line, its newline included: four numbers at their longest.</summary>
    public const int MaxBytes = 80;

    /// <summary>Reads a header line without its newline.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out FrameHeader header)
    {
        header = default;
        if (line.Length == 0 || line[0] != (byte)'@') return false;
        line = line[1..];
        if (!TryNext(ref line, out var start) || !TryNext(ref line, out var duration) || !TryNext(ref line, out var status)
            || !TryNext(ref line, out var length) || line.Length != 0) return false;
        if (start < 0 || duration < 0 || status is < 0 or > 999 || length is < 0 or > int.MaxValue) return false;
        header = new FrameHeader(start, duration, (int)status, (int)length);
        return true;
    }

    /// <summary>Writes the header with its newline; <paramref name="destination"/> holds <see cref="MaxBytes"/>.</summary>
    public int Write(Span<byte> destination)
    {
        destination[0] = (byte)'@';
        var at = Append(destination, 1, StartMs);
        at = Append(destination, at, DurationMs);
        at = Append(destination, at, Status);
        at = Append(destination, at, Length);
        destination[at] = (byte)'\n';
        return at + 1;
    }

    private static bool TryNext(ref ReadOnlySpan<byte> line, out long value)
    {
        value = 0;
        if (line.Length < 2 || line[0] != (byte)' ' || !Utf8Parser.TryParse(line[1..], out value, out var consumed)) return false;
        line = line[(1 + consumed)..];
        return true;
    }

    private static int Append(Span<byte> destination, int at, long value)
    {
        destination[at] = (byte)' ';
        Utf8Formatter.TryFormat(value, destination[(at + 1)..], out var written);
        return at + 1 + written;
    }
}
