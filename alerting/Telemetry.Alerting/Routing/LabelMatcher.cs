using System.Text.RegularExpressions;

namespace Telemetry.Alerting.Routing;

/// <summary>How a matcher compares.</summary>
internal enum MatchOperator
{
    Equal,
    NotEqual,
    Matches,
    NotMatches,
}

/// <summary>One matcher of a route, in Alertmanager's meaning: a missing label is the empty string, a pattern covers the whole value.</summary>
internal sealed class LabelMatcher
{
    // A pattern without backtracking is linear in the value; the bound is for the settings' own mistakes.
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    private readonly string _label;
    private readonly MatchOperator _operator;
    private readonly string _value;
    private readonly Regex? _pattern;

    /// <exception cref="ArgumentException">The pattern is none, or needs backtracking.</exception>
    public LabelMatcher(string label, MatchOperator @operator, string value)
    {
        _label = label;
        _operator = @operator;
        _value = value;
        if (@operator is MatchOperator.Matches or MatchOperator.NotMatches) _pattern = Compile(value);
    }

    /// <summary>Whether the labels satisfy the matcher.</summary>
    public bool IsMatch(IReadOnlyDictionary<string, string> labels)
    {
        var actual = labels.GetValueOrDefault(_label, "");
        return _operator switch
        {
            MatchOperator.Equal => actual == _value,
            MatchOperator.NotEqual => actual != _value,
            MatchOperator.Matches => _pattern!.IsMatch(actual),
            _ => !_pattern!.IsMatch(actual),
        };
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (NotSupportedException unsupported)
        {
            throw new ArgumentException(unsupported.Message, nameof(pattern), unsupported);
        }
    }
}
