using System.Globalization;
using System.Text;

namespace Telemetry.Series.Matching;

/// <summary>Quotes text the way Prometheus quotes it in its error messages.</summary>
internal static class GoQuote
{
    public static string Quote(string text) => Quote(text, '"');

    /// <summary>Quotes one character: <c>'('</c>.</summary>
    public static string QuoteRune(char character) => Quote(character.ToString(), '\'');

    private static string Quote(string text, char quote)
    {
        var result = new StringBuilder(text.Length + 2).Append(quote);
        foreach (var c in text)
        {
            switch (c)
            {
                case '\n': result.Append("\\n"); break;
                case '\r': result.Append("\\r"); break;
                case '\t': result.Append("\\t"); break;
                case '\\': result.Append(@"\\"); break;
                case var _ when c == quote: result.Append('\\').Append(c); break;
                case < ' ' or '\u007f': result.Append("\\x").Append(((int)c).ToString("x2", CultureInfo.InvariantCulture)); break;
                default: result.Append(c); break;
            }
        }

        return result.Append(quote).ToString();
    }
}
