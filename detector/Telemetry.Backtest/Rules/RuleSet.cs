using System.Text.RegularExpressions;

namespace Telemetry.Backtest.Rules;

/// <summary>Rules to evaluate, and what they read.</summary>
internal sealed partial class RuleSet
{
    private const string NameLabel = "__name__";
    private const int PatienceMs = 10_000;

    private readonly HashSet<string> _words;
    private readonly bool _readsEverything;

    /// <param name="alerts">Alerting rules.</param>
    /// <param name="records">Recording rules; those that no alert needs are dropped.</param>
    public RuleSet(IReadOnlyList<AlertRule> alerts, IReadOnlyList<RecordingRule> records)
    {
        Alerts = alerts;
        var byName = records.ToLookup(rule => rule.Name, StringComparer.Ordinal);
        _words = [.. alerts.SelectMany(rule => WordsOf(rule.Expression))];
        var stages = new List<IReadOnlyList<RecordingRule>>();
        for (var needed = NeededBy(_words); needed.Count > 0; needed = NeededBy(needed.SelectMany(rule => WordsOf(rule.Expression)).ToHashSet(StringComparer.Ordinal)))
        {
            // A rule that reads itself, or a circle of them, is as deep as there are rules, and then enough.
            if (stages.Count >= records.Count) break;
            stages.Add(needed);
            _words.UnionWith(needed.SelectMany(rule => WordsOf(rule.Expression)));
        }

        Stages = [.. Deepest(stages)];
        _readsEverything = alerts.Select(rule => rule.Expression).Concat(records.Select(rule => rule.Expression)).Any(text => text.Contains(NameLabel, StringComparison.Ordinal));

        List<RecordingRule> NeededBy(HashSet<string> words) => [.. words.SelectMany(word => byName[word]).Distinct()];
    }

    /// <summary>Alerting rules.</summary>
    public IReadOnlyList<AlertRule> Alerts { get; }

    /// <summary>Recording rules that alerts need, in the order in which they must be evaluated: a stage reads samples and the stages before it.</summary>
    public IReadOnlyList<IReadOnlyList<RecordingRule>> Stages { get; }

    /// <summary>Whether a rule may read a metric of this name.</summary>
    public bool Reads(string metric) => _readsEverything || _words.Contains(metric);

    // The deepest stage comes first; a rule that is needed at several depths belongs to the deepest.
    private static IEnumerable<IReadOnlyList<RecordingRule>> Deepest(List<IReadOnlyList<RecordingRule>> stages)
    {
        var placed = new HashSet<RecordingRule>();
        return stages.AsEnumerable().Reverse().Select(stage => (IReadOnlyList<RecordingRule>)[.. stage.Where(placed.Add)]).Where(stage => stage.Count > 0).ToList();
    }

    private static IEnumerable<string> WordsOf(string expression) => Word().Matches(expression).Select(word => word.Value);

    [GeneratedRegex("[a-zA-Z_:][a-zA-Z0-9_:]*", RegexOptions.CultureInvariant, PatienceMs)]
    private static partial Regex Word();
}
