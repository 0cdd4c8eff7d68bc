using System.Buffers;

namespace Telemetry.Collector.Exposition;

/// <summary>The characters of unquoted names.</summary>
internal static class MetricNames
{
    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:"u8);

    private static readonly SearchValues<byte> LabelNameBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"u8);

    /// <summary>Length of the metric name that <paramref name="text"/> begins with; 0 where it begins with none.</summary>
    public static int NameLength(ReadOnlySpan<byte> text) => PrefixLength(text, NameBytes);

    /// <summary>Length of the label name that <paramref name="text"/> begins with; 0 where it begins with none.</summary>
    public static int LabelNameLength(ReadOnlySpan<byte> text) => PrefixLength(text, LabelNameBytes);

    private static int PrefixLength(ReadOnlySpan<byte> text, SearchValues<byte> allowed)
    {
        if (text.IsEmpty || char.IsAsciiDigit((char)text[0]))
        {
            return 0;
        }

        var end = text.IndexOfAnyExcept(allowed);
        return end < 0 ? text.Length : end;
    }
}
