namespace Telemetry.Backtest.Pictures;

/// <summary>Traces of every series of a backtest, at most <see cref="MaxTraces"/> (about 60 MB).</summary>
internal sealed class TraceBook(long fromMs, long toMs)
{
    /// <summary>Most series that are traced; further ones are scored and not drawn.</summary>
    public const int MaxTraces = 5_000;

    private readonly Dictionary<(string Instance, string Series), SeriesTrace> _traces = [];

    /// <summary>First moment.</summary>
    public long FromMs { get; } = fromMs;

    /// <summary>Last moment.</summary>
    public long ToMs { get; } = Math.Max(toMs, fromMs + 1);

    /// <summary>Series that were not traced for want of room.</summary>
    public long Untraced { get; private set; }

    /// <summary>Takes a sample of a series.</summary>
    public void Add(string instance, string series, string component, string unit, long timeMs, double value, double normal, double score)
    {
        if (!_traces.TryGetValue((instance, series), out var trace))
        {
            if (_traces.Count == MaxTraces)
            {
                Untraced++;
                return;
            }

            var title = instance == component || instance.Length == 0 ? series : $"{series} on {instance}";
            _traces[(instance, series)] = trace = new SeriesTrace(title, component, unit);
        }

        trace.Add((double)(timeMs - FromMs) / (ToMs - FromMs), value, normal, score);
    }

    /// <summary>The trace of a series, or null.</summary>
    public SeriesTrace? Find(string instance, string series) => _traces.GetValueOrDefault((instance, series));

    /// <summary>The traces with the highest scores.</summary>
    public IEnumerable<SeriesTrace> Strongest(int count) =>
        _traces.Values.OrderByDescending(trace => trace.Peak).ThenBy(trace => trace.Title, StringComparer.Ordinal).Take(count);
}
