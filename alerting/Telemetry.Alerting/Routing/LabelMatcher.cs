using System.Text.RegularExpressions;
using Telemetry.Contracts.Patterns;

namespace Telemetry.Alerting.Routing;

/// <summary>One matcher of a route, a rule or a silence, in Alertmanager's meaning: a missing label is the empty string, a pattern covers the whole value.</summary>
internal sealed class LabelMatcher
{
    private readonly Regex? _pattern;

    /// <exception cref="PatternException">The pattern is not valid RE2, or too large.</exception>
    public LabelMatcher(string label, MatchOperator @operator, string value)
    {
        Label = label;
        Operator = @operator;
        Value = value;
        if (IsPattern) _pattern = AnchoredPattern.Compile(value, dotMatchesNewline: false);
    }

    /// <summary>Name of the label that is looked at.</summary>
    public string Label { get; }

    /// <summary>How it is compared.</summary>
    public MatchOperator Operator { get; }

    /// <summary>Value or pattern that it is compared with.</summary>
    public string Value { get; }

    /// <summary>Whether <see cref="Value"/> is a pattern.</summary>
    public bool IsPattern => Operator is MatchOperator.Matches or MatchOperator.NotMatches;

    /// <summary>Whether the labels satisfy the matcher.</summary>
    public bool IsMatch(IReadOnlyDictionary<string, string> labels) => IsMatch(labels.GetValueOrDefault(Label, ""));

    /// <summary>Whether the label's value satisfies the matcher; the empty string for a label that is not there.</summary>
    public bool IsMatch(string actual) => Operator switch
    {
        MatchOperator.Equal => actual == Value,
        MatchOperator.NotEqual => actual != Value,
        MatchOperator.Matches => _pattern!.IsMatch(actual),
        _ => !_pattern!.IsMatch(actual),
    };

    /// <summary>As Alertmanager writes it: <c>severity="critical"</c>.</summary>
    public override string ToString()
    {
        var symbol = Operator switch { MatchOperator.Equal => "=", MatchOperator.NotEqual => "!=", MatchOperator.Matches => "=~", _ => "!~" };
        return $"{Label}{symbol}\"{Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
    }
}
