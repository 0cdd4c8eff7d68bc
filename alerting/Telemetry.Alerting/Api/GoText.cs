using System.Globalization;
using System.Text;

namespace Telemetry.Alerting.Api;

/// <summary>Text as Go's <c>%q</c> writes it, as it stands in Alertmanager's error messages.</summary>
internal static class GoText
{
    private const int MaxShown = 200;

    /// <summary>The text in quotes, at most the first 200 characters of it.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (quoted.Length > MaxShown) break;
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < 0x20 or 0x7F => quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                _ => quoted.Append(rune.ToString()),
            };
        }

        return quoted.Append('"').ToString();
    }
}
