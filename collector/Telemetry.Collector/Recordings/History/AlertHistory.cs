namespace Telemetry.Collector.Recordings.History;

/// <summary>When a Prometheus's own rules were pending and firing, from the series <c>ALERTS</c> that it keeps.</summary>
internal sealed class AlertHistory
{
    /// <summary>Name of the series.</summary>
    public const string Name = "ALERTS";

    // A rule is evaluated every minute or oftener; what is further apart is two firings.
    private const long GapMs = 300_000;

    private readonly SortedDictionary<string, List<StockRule>> _rules = new(StringComparer.Ordinal);

    /// <summary>The stretches, in order of time.</summary>
    public IList<StockRule> Rules => [.. _rules.Values.SelectMany(stretches => stretches).OrderBy(rule => rule.FromMs)];

    /// <summary>Takes the samples of a window, which follow those before.</summary>
    public void Take(HistorySeries series)
    {
        var key = string.Join(',', series.PageLabels.Select(label => $"{label.Key}={label.Value}"));
        if (!_rules.TryGetValue(key, out var stretches)) _rules[key] = stretches = [];
        foreach (var sample in series.Samples)
        {
            if (!(sample.Value > 0)) continue;
            if (stretches is [.., var last] && sample.TimeMs - last.ToMs <= GapMs) stretches[^1] = last with { ToMs = sample.TimeMs };
            else stretches.Add(new StockRule(series.Label("alertname"), series.Label("alertstate"), series.Label("severity"), sample.TimeMs, sample.TimeMs));
        }
    }
}
