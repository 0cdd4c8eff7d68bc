using System.Diagnostics.CodeAnalysis;
using System.Text;
using Telemetry.Contracts.Patterns;

namespace Telemetry.Alerting.Routing;

/// <summary>Reads one entry of Alertmanager's <c>matchers</c>: <c>severity="critical"</c>, <c>component=~"etcd|apiserver"</c>.</summary>
internal static class LabelMatcherParser
{
    // Two characters before one, or "=~" would be read as "=" and a value that begins with "~".
    private static readonly (string Text, MatchOperator Operator)[] Operators =
        [("=~", MatchOperator.Matches), ("!~", MatchOperator.NotMatches), ("!=", MatchOperator.NotEqual), ("=", MatchOperator.Equal)];

    /// <summary>Parses an entry; on failure <paramref name="error"/> says what is wrong with it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LabelMatcher? matcher, [NotNullWhen(false)] out string? error)
    {
        matcher = null;
        var trimmed = text.AsSpan().Trim();
        var nameLength = LabelName.Length(trimmed);
        var rest = trimmed[nameLength..].TrimStart();
        foreach (var (symbol, @operator) in Operators)
        {
            if (!rest.StartsWith(symbol, StringComparison.Ordinal)) continue;
            if (nameLength == 0) break;
            return TryBuild(trimmed[..nameLength].ToString(), @operator, rest[symbol.Length..].Trim(), out matcher, out error);
        }

        error = $"'{text}' is no matcher; write label=\"value\", with =, !=, =~ or !~";
        return false;
    }

    private static bool TryBuild(
        string label, MatchOperator @operator, ReadOnlySpan<char> written,
        [NotNullWhen(true)] out LabelMatcher? matcher, [NotNullWhen(false)] out string? error)
    {
        matcher = null;
        if (!TryUnquote(written, out var value))
        {
            error = $"the value {written} of {label} has an unpaired quote";
            return false;
        }

        try
        {
            matcher = new LabelMatcher(label, @operator, value);
            error = null;
            return true;
        }
        catch (PatternException pattern)
        {
            error = $"the pattern of {label} cannot be used: {pattern.Message}";
            return false;
        }
    }

    private static bool TryUnquote(ReadOnlySpan<char> written, out string value)
    {
        value = written.ToString();
        if (!written.StartsWith('"')) return !written.Contains('"');
        var unquoted = new StringBuilder(written.Length);
        for (var i = 1; i < written.Length; i++)
        {
            if (written[i] == '"')
            {
                value = unquoted.ToString();
                return i == written.Length - 1;
            }

            if (written[i] == '\\' && i + 1 < written.Length && written[i + 1] is '"' or '\\' or 'n')
            {
                i++;
                unquoted.Append(written[i] == 'n' ? '\n' : written[i]);
                continue;
            }

            unquoted.Append(written[i]);
        }

        return false;
    }
}
