using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Telemetry.Collector.Recordings;

/// <summary>The line before each document of recorded objects: <c>@ received kind length</c>.</summary>
/// <param name="ReceivedMs">When the document was received, Unix milliseconds.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Length">Its length in bytes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ObjectFrameHeader(long ReceivedMs, ObjectFrameKind Kind, int Length)
{
    private static ReadOnlySpan<byte> Begin => "@ "u8;

    /// <summary>Reads a header line without its newline.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out ObjectFrameHeader header)
    {
        header = default;
        if (!line.StartsWith(Begin)) return false;
        line = line[Begin.Length..];
        if (!Utf8Parser.TryParse(line, out long received, out var used) || received < 0) return false;
        line = line[used..];
        if (!TryParseKind(ref line, out var kind)) return false;
        if (!Utf8Parser.TryParse(line, out int length, out used) || length < 0 || used != line.Length) return false;
        header = new ObjectFrameHeader(received, kind, length);
        return true;
    }

    /// <summary>The header with its newline.</summary>
    public byte[] ToBytes() => System.Text.Encoding.ASCII.GetBytes(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@ {ReceivedMs} {NameOf(Kind)} {Length}\n"));

    private static bool TryParseKind(ref ReadOnlySpan<byte> line, out ObjectFrameKind kind)
    {
        foreach (var candidate in (ReadOnlySpan<ObjectFrameKind>)[ObjectFrameKind.List, ObjectFrameKind.Watch, ObjectFrameKind.End])
        {
            var name = System.Text.Encoding.ASCII.GetBytes($" {NameOf(candidate)} ");
            if (!line.StartsWith(name)) continue;
            line = line[name.Length..];
            kind = candidate;
            return true;
        }

        kind = default;
        return false;
    }

    private static string NameOf(ObjectFrameKind kind) => kind switch
    {
        ObjectFrameKind.List => "list",
        ObjectFrameKind.Watch => "watch",
        _ => "end",
    };
}
