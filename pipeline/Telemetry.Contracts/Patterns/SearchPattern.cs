using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Telemetry.Contracts.Patterns;

/// <summary>A pattern of RE2 that is looked for anywhere in a text, and replaced as Go's <c>regexp</c> does. Takes linear time.</summary>
public sealed class SearchPattern
{
    private readonly Regex _regex;
    private readonly List<string> _groups = [];

    /// <exception cref="PatternException">The pattern is not valid RE2, or too large.</exception>
    public SearchPattern(string pattern)
    {
        if (pattern.Length > AnchoredPattern.MaxLength) throw AnchoredPattern.Refused("expression too large", $"{pattern[..32]}…");
        try
        {
            _regex = new Regex(new Re2Translator(pattern, _groups).Translate(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception fault) when (fault is NotSupportedException or ArgumentException)
        {
            throw AnchoredPattern.Refused("invalid or unsupported syntax", pattern);
        }
    }

    /// <summary>Whether it occurs in the text.</summary>
    public bool IsMatch(string text) => _regex.IsMatch(text);

    /// <summary>Replaces every occurrence; <c>$1</c>, <c>${1}</c>, <c>$name</c> and <c>${name}</c> stand for groups, <c>$$</c> for a dollar sign.</summary>
    public string Replace(string text, string replacement) => _regex.Replace(text, match => Expand(match, replacement));

    private string Expand(Match match, string replacement)
    {
        var text = new StringBuilder();
        for (var at = 0; at < replacement.Length; at++)
        {
            var name = replacement[at] == '$' ? NameAt(replacement, at + 1, out var end) : NoName(out end);
            if (at + 1 < replacement.Length && replacement[at] == '$' && replacement[at + 1] == '$') at++;
            else if (name is not null)
            {
                text.Append(GroupOf(match, name));
                at = end - 1;
                continue;
            }

            text.Append(replacement[at]);
        }

        return text.ToString();
    }

    private static string? NoName(out int end)
    {
        end = 0;
        return null;
    }

    // The longest run of letters, digits and _, or what stands in braces.
    private static string? NameAt(string text, int start, out int end)
    {
        var braced = start < text.Length && text[start] == '{';
        var from = braced ? start + 1 : start;
        end = from;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_')) end++;
        var name = text[from..end];
        if (name.Length == 0 || (braced && (end >= text.Length || text[end] != '}'))) return null;
        if (braced) end++;
        return name;
    }

    // A group that there is not is the empty text.
    private string GroupOf(Match match, string name)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return match.Groups[number].Value;
        var index = _groups.IndexOf(name);
        return index < 0 ? "" : match.Groups[index + 1].Value;
    }
}
