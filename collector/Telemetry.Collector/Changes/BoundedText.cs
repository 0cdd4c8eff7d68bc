using System.Text;

namespace Telemetry.Collector.Changes;

/// <summary>Texts of a change record within their bounds.</summary>
internal static class BoundedText
{
    /// <summary>Most bytes of a record's old and new text.</summary>
    public const int MaxBytes = 2048;

    /// <summary>The text, cut behind the last whole character that fits.</summary>
    public static string Cut(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MaxBytes) return text;
        var kept = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes) break;
            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }
}
