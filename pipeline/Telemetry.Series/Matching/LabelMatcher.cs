using System.Text.RegularExpressions;
using Telemetry.Contracts.Patterns;

namespace Telemetry.Series.Matching;

/// <summary>How a matcher compares.</summary>
internal enum MatchKind
{
    Equal,
    NotEqual,
    Matches,
    MatchesNot,
}

/// <summary>One condition on a label. An absent label has the empty value.</summary>
internal sealed class LabelMatcher
{
    private readonly Regex? _pattern;

    /// <exception cref="PatternException">A pattern is not valid RE2.</exception>
    public LabelMatcher(string name, MatchKind kind, string value)
    {
        Name = name;
        Kind = kind;
        Value = value;
        if (kind is MatchKind.Matches or MatchKind.MatchesNot) _pattern = AnchoredPattern.Compile(value);
        MatchesEmpty = Matches("");
    }

    public string Name { get; }

    public MatchKind Kind { get; }

    public string Value { get; }

    /// <summary>Whether series without the label satisfy the condition.</summary>
    public bool MatchesEmpty { get; }

    public bool Matches(string value) => Kind switch
    {
        MatchKind.Equal => value == Value,
        MatchKind.NotEqual => value != Value,
        MatchKind.Matches => _pattern!.IsMatch(value),
        _ => !_pattern!.IsMatch(value),
    };
}
