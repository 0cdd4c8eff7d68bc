using System.Globalization;
using System.Text;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>Texts made safe for where they are put.</summary>
internal static class TextEscapes
{
    /// <summary>As Go's <c>html</c> function: for text between tags.</summary>
    public static string Html(string text) => Replace(text, letter => letter switch
    {
        '"' => "&#34;",
        '\'' => "&#39;",
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '\0' => "\ufffd",
        _ => null,
    });

    /// <summary>As Go's HTML templates write text: <see cref="Html"/>, and the plus sign.</summary>
    public static string HtmlOutput(string text) => Html(text).Replace("+", "&#43;", StringComparison.Ordinal);

    /// <summary>Whether an address is one that a link may lead to: relative, or of a scheme that runs nothing.</summary>
    public static bool IsHarmlessLink(string address)
    {
        var scheme = address.AsSpan(0, Math.Max(0, address.AsSpan().IndexOf(':')));
        return scheme.IsEmpty || scheme.ContainsAny('/', '?', '#') || scheme.Equals("http", StringComparison.OrdinalIgnoreCase)
            || scheme.Equals("https", StringComparison.OrdinalIgnoreCase) || scheme.Equals("mailto", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As Go's <c>js</c> function: for text inside of a string in a script.</summary>
    public static string Script(string text) => Replace(text, letter => letter switch
    {
        '\\' => @"\\",
        '\'' => @"\'",
        '"' => "\\\"",
        '<' or '>' or '&' or '=' or < ' ' => $@"\u{(int)letter:X4}",
        _ => null,
    });

    /// <summary>As Go's <c>urlquery</c> function: for a value in the query of a URL, a space is a plus sign.</summary>
    public static string UrlQuery(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~') escaped.Append((char)value);
            else if (value == ' ') escaped.Append('+');
            else escaped.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return escaped.ToString();
    }

    private static string Replace(string text, Func<char, string?> replacement)
    {
        var replaced = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (replacement(letter) is { } other) replaced.Append(other);
            else replaced.Append(letter);
        }

        return replaced.ToString();
    }
}
