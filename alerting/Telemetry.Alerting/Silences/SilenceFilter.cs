using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Patterns;

namespace Telemetry.Alerting.Silences;

/// <summary>The matchers of a silence, compiled. One that cannot be compiled (intake refuses it) matches nothing: a page too many is better than one too few.</summary>
internal sealed class SilenceFilter
{
    private readonly LabelMatcher[]? _matchers;

    public SilenceFilter(IReadOnlyList<SilenceMatcher> matchers)
    {
        try
        {
            _matchers = matchers.Select(Compile).ToArray();
        }
        catch (PatternException)
        {
            _matchers = null;
        }
    }

    /// <summary>Whether all matchers hold.</summary>
    public bool IsMatch(LabelSet labels) => _matchers is not null && Array.TrueForAll(_matchers, matcher => matcher.IsMatch(labels[matcher.Label]));

    private static LabelMatcher Compile(SilenceMatcher matcher) => new(matcher.Name, OperatorOf(matcher), matcher.Value);

    private static MatchOperator OperatorOf(SilenceMatcher matcher) => (matcher.IsRegex, matcher.IsEqual) switch
    {
        (false, true) => MatchOperator.Equal,
        (false, false) => MatchOperator.NotEqual,
        (true, true) => MatchOperator.Matches,
        _ => MatchOperator.NotMatches,
    };
}
