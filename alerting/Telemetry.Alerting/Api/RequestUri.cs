namespace Telemetry.Alerting.Api;

/// <summary>What Alertmanager takes for a <c>generatorURL</c>: what Go's <c>url.ParseRequestURI</c> does, an absolute URI or an absolute path.</summary>
internal static class RequestUri
{
    /// <summary>Whether the text is one.</summary>
    public static bool IsValid(string text)
    {
        if (text.Length == 0 || text.Any(char.IsControl) || !EscapesAreWhole(text)) return false;
        if (text == "*" || text[0] == '/') return true;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !char.IsAsciiLetter(text[0]) || !text.AsSpan(1, colon - 1).ContainsOnlySchemeCharacters()) return false;
        return !HasSpaceInAuthority(text.AsSpan(colon + 1));
    }

    private static bool ContainsOnlySchemeCharacters(this ReadOnlySpan<char> scheme)
    {
        foreach (var c in scheme)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.')) return false;
        }

        return true;
    }

    private static bool HasSpaceInAuthority(ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith("//")) return false;
        var authority = rest[2..];
        var end = authority.IndexOfAny('/', '?', '#');
        return (end < 0 ? authority : authority[..end]).Contains(' ');
    }

    private static bool EscapesAreWhole(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            // In the query Go leaves escapes alone.
            if (text.AsSpan(0, i).Contains('?')) return true;
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) return false;
        }

        return true;
    }
}
