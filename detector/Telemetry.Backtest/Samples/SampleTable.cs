namespace Telemetry.Backtest.Samples;

/// <summary>Samples of several series in the order of their time; of one time, in the order of the input.</summary>
internal sealed class SampleTable
{
    /// <summary>Most cells of one input: about 2 GB in memory.</summary>
    public const int MaxCells = 80_000_000;

    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<string> _series = [];
    private readonly List<Sample> _samples = [];
    private bool _isSorted = true;

    /// <summary>Names, in the order in which they appeared.</summary>
    public IReadOnlyList<string> Series => _series;

    /// <summary>The samples; in order after <see cref="Sort"/>.</summary>
    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>What was odd.</summary>
    public InputNotes Notes { get; } = new();

    /// <summary>Index of a series, known or new.</summary>
    public int IndexOf(string series)
    {
        if (_index.TryGetValue(series, out var known)) return known;
        _series.Add(series);
        return _index[series] = _series.Count - 1;
    }

    /// <exception cref="BacktestException">There are too many.</exception>
    public void Add(Sample sample)
    {
        if (_samples.Count == MaxCells) throw new BacktestException($"The input has more than {MaxCells} cells; split it.");
        if (_samples.Count > 0 && sample.TimeMs < _samples[^1].TimeMs) _isSorted = false;
        _samples.Add(sample);
    }

    /// <summary>Puts the samples in order of time.</summary>
    public void Sort()
    {
        if (_isSorted) return;
        // List.Sort is not stable; the order of the input decides among equals.
        var keys = new (long TimeMs, int Place)[_samples.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = (_samples[i].TimeMs, i);
        var sorted = _samples.ToArray();
        Array.Sort(keys, sorted);
        _samples.Clear();
        _samples.AddRange(sorted);
        _isSorted = true;
    }
}
