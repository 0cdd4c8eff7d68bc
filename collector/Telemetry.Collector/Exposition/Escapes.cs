using System.Buffers;
using System.Text;

namespace Telemetry.Collector.Exposition;

/// <summary>Backslash escapes of quoted strings and help texts. An unknown escape stays as written, as Prometheus reads it.</summary>
internal static class Escapes
{
    /// <summary>Decodes <c>\\</c>, <c>\"</c> and <c>\n</c>; used for label values, quoted names and OpenMetrics help.</summary>
    public static string Decode(ReadOnlySpan<byte> escaped) => Unescape(escaped, quotes: true);

    /// <summary>Decodes a help text: in the text format <c>\"</c> is no escape.</summary>
    public static string DecodeHelp(ReadOnlySpan<byte> escaped, ExpositionFormat format) =>
        Unescape(escaped, quotes: format == ExpositionFormat.OpenMetrics);

    /// <summary>Whether all escapes are known ones, as the text format's reference decoder demands.</summary>
    public static bool AreKnown(ReadOnlySpan<byte> escaped)
    {
        for (var i = escaped.IndexOf((byte)'\\'); i >= 0 && i < escaped.Length; i++)
        {
            if (escaped[i] == '\\' && (++i == escaped.Length || !TryDecode(escaped[i], quotes: true, out _)))
            {
                return false;
            }
        }

        return true;
    }

    private static string Unescape(ReadOnlySpan<byte> escaped, bool quotes)
    {
        if (!escaped.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(escaped);
        }

        var rented = ArrayPool<byte>.Shared.Rent(escaped.Length);
        try
        {
            return Encoding.UTF8.GetString(rented, 0, Unescape(escaped, quotes, rented));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int Unescape(ReadOnlySpan<byte> escaped, bool quotes, Span<byte> plain)
    {
        var length = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            var b = escaped[i];
            if (b == '\\' && i + 1 < escaped.Length && TryDecode(escaped[i + 1], quotes, out var decoded))
            {
                b = decoded;
                i++;
            }

            plain[length++] = b;
        }

        return length;
    }

    private static bool TryDecode(byte code, bool quotes, out byte decoded)
    {
        decoded = code == 'n' ? (byte)'\n' : code;
        return code is (byte)'\\' or (byte)'n' || (quotes && code == '"');
    }
}
