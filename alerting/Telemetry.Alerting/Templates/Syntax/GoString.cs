using System.Globalization;
using System.Text;

namespace Telemetry.Alerting.Templates.Syntax;

/// <summary>The escapes of Go's strings in double quotes.</summary>
internal static class GoString
{
    /// <summary>The value of what stands between the quotes; null where an escape is none.</summary>
    public static string? Unquote(string written)
    {
        if (!written.Contains('\\', StringComparison.Ordinal)) return written;
        var value = new StringBuilder(written.Length);
        for (var at = 0; at < written.Length; at++)
        {
            if (written[at] != '\\') value.Append(written[at]);
            else if (!TryEscape(written, ref at, value)) return null;
        }

        return value.ToString();
    }

    // Reads one escape; `at` ends on its last character.
    private static bool TryEscape(string written, ref int at, StringBuilder value)
    {
        if (++at >= written.Length) return false;
        var simple = "abfnrtv\\\"".IndexOf(written[at], StringComparison.Ordinal);
        if (simple >= 0)
        {
            value.Append("\a\b\f\n\r\t\v\\\""[simple]);
            return true;
        }

        var digits = written[at] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0 || at + digits >= written.Length) return false;
        if (!int.TryParse(written.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.IsValid(code)) return false;
        value.Append(new Rune(code).ToString());
        at += digits;
        return true;
    }
}
