using Telemetry.Contracts.Patterns;

namespace Telemetry.Alerting.Routing;

/// <summary>
/// Matchers as they are written in settings: a list whose entries hold one matcher or several, in braces or not
/// (<c>{severity="critical", team=~"a|b"}</c>), and the older mappings of labels to values or patterns.
/// </summary>
internal static class MatcherList
{
    /// <summary>The matchers of validated settings.</summary>
    public static IReadOnlyList<LabelMatcher> Of(IEnumerable<string> entries, IReadOnlyDictionary<string, string> match, IReadOnlyDictionary<string, string> matchRe) =>
    [
        .. match.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new LabelMatcher(pair.Key, MatchOperator.Equal, pair.Value)),
        .. matchRe.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new LabelMatcher(pair.Key, MatchOperator.Matches, pair.Value)),
        .. entries.SelectMany(Parse),
    ];

    /// <summary>What is wrong with a list, each with the property that holds it.</summary>
    public static IEnumerable<(string Property, string Fault)> Faults(List<string> entries, string property)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (!TryParse(entries[i], [], out var fault)) yield return ($"{property}[{i}]", fault);
        }
    }

    /// <summary>What is wrong with a mapping, each with the property that holds it.</summary>
    public static IEnumerable<(string Property, string Fault)> Faults(IReadOnlyDictionary<string, string> match, bool isPattern, string property)
    {
        foreach (var (label, value) in match)
        {
            if (!LabelName.IsValid(label)) yield return (property, $"'{label}' is no label name");
            else if (isPattern && PatternFault(label, value) is { } fault) yield return (property, fault);
        }
    }

    /// <summary>Adds the matchers of one entry to <paramref name="matchers"/>; on failure <paramref name="fault"/> says what is wrong.</summary>
    public static bool TryParse(string entry, ICollection<LabelMatcher> matchers, out string fault)
    {
        fault = "";
        var text = entry.Trim();
        if (text.StartsWith('{') != text.EndsWith('}'))
        {
            fault = $"'{entry}' has one brace of two";
            return false;
        }

        if (text.StartsWith('{')) text = text[1..^1];
        foreach (var part in Split(text))
        {
            if (!LabelMatcherParser.TryParse(part, out var matcher, out var error))
            {
                fault = error;
                return false;
            }

            matchers.Add(matcher);
        }

        return true;
    }

    private static List<LabelMatcher> Parse(string entry)
    {
        var matchers = new List<LabelMatcher>();
        return TryParse(entry, matchers, out var fault) ? matchers : throw new ArgumentException(fault, nameof(entry));
    }

    // A comma inside quotes belongs to the value. One comma may stand behind the last matcher, as Alertmanager allows.
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var start = 0;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && quoted) i++;
            else if (text[i] == '"') quoted = !quoted;
            else if (text[i] == ',' && !quoted)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        if (parts.Count == 0 || !string.IsNullOrWhiteSpace(text[start..])) parts.Add(text[start..]);
        return parts;
    }

    private static string? PatternFault(string label, string pattern)
    {
        try
        {
            _ = new LabelMatcher(label, MatchOperator.Matches, pattern);
            return null;
        }
        catch (PatternException fault)
        {
            return $"the pattern of {label} cannot be used: {fault.Message}";
        }
    }
}
