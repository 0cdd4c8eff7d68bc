using Telemetry.Series.Matching;

namespace Telemetry.Series.Window;

/// <summary>Finds series by their labels. Not safe for concurrent use: <see cref="SeriesWindow"/> guards it.</summary>
internal sealed class SeriesIndex
{
    private readonly Dictionary<LabelSet, MemorySeries> _series = [];
    private readonly Dictionary<string, Dictionary<string, Postings>> _byLabel = new(StringComparer.Ordinal);

    public int Count => _series.Count;

    public IReadOnlyCollection<MemorySeries> All => _series.Values;

    public MemorySeries? Find(LabelSet labels) => _series.GetValueOrDefault(labels);

    public MemorySeries Add(LabelSet labels)
    {
        var interned = labels.Interned(label => Posting(label).Label);
        var series = new MemorySeries(interned);
        _series.Add(interned, series);
        foreach (var label in interned.Labels) Posting(label).Series.Add(series);
        return series;
    }

    /// <summary>Forgets series that have been removed; one pass over the index for all of them.</summary>
    public void Remove(IReadOnlyCollection<MemorySeries> removed)
    {
        foreach (var series in removed) _series.Remove(series.Labels);
        foreach (var label in removed.SelectMany(series => series.Labels.Labels.ToArray()).Distinct())
        {
            var values = _byLabel[label.Name];
            var posting = values[label.Value];
            posting.Series.RemoveAll(series => series.IsRemoved);
            if (posting.Series.Count == 0) values.Remove(label.Value);
            if (values.Count == 0) _byLabel.Remove(label.Name);
        }
    }

    /// <summary>Series that satisfy every matcher, in no particular order.</summary>
    public List<MemorySeries> Select(IReadOnlyList<LabelMatcher> matchers)
    {
        var narrowest = Narrowest(matchers, out var used);
        var tests = matchers.Where(matcher => matcher != used).Select(matcher => new MatcherMemo(matcher)).ToArray();
        var found = new List<MemorySeries>();
        foreach (var series in narrowest)
        {
            if (Array.TrueForAll(tests, test => test.Matches(series.Labels))) found.Add(series);
        }

        return found;
    }

    // Only a matcher that an absent label does not satisfy can be answered from postings alone.
    private IEnumerable<MemorySeries> Narrowest(IReadOnlyList<LabelMatcher> matchers, out LabelMatcher? used)
    {
        IReadOnlyList<Postings>? best = null;
        used = null;
        foreach (var matcher in matchers.Where(matcher => !matcher.MatchesEmpty))
        {
            var postings = PostingsOf(matcher);
            if (best is not null && Size(postings) >= Size(best)) continue;
            best = postings;
            used = matcher;
        }

        return best is null ? _series.Values : best.SelectMany(posting => posting.Series);
    }

    private IReadOnlyList<Postings> PostingsOf(LabelMatcher matcher)
    {
        if (!_byLabel.TryGetValue(matcher.Name, out var values)) return [];
        if (matcher.Kind == MatchKind.Equal) return values.TryGetValue(matcher.Value, out var one) ? [one] : [];
        return [.. values.Where(value => matcher.Matches(value.Key)).Select(value => value.Value)];
    }

    private static int Size(IReadOnlyList<Postings> postings) => postings.Sum(posting => posting.Series.Count);

    private Postings Posting(Label label)
    {
        if (!_byLabel.TryGetValue(label.Name, out var values)) _byLabel[label.Name] = values = new(StringComparer.Ordinal);
        if (!values.TryGetValue(label.Value, out var posting)) values[label.Value] = posting = new(label);
        return posting;
    }

    /// <summary>Series that carry one label, and the one copy of its texts that they all share.</summary>
    private sealed class Postings(Label label)
    {
        public Label Label { get; } = label;

        public List<MemorySeries> Series { get; } = [];
    }

    /// <summary>Remembers a matcher's verdict by value, so that a pattern runs once per distinct value.</summary>
    private sealed class MatcherMemo(LabelMatcher matcher)
    {
        private readonly Dictionary<string, bool> _verdicts = new(StringComparer.Ordinal);

        public bool Matches(LabelSet labels)
        {
            var value = labels.Get(matcher.Name);
            if (_verdicts.TryGetValue(value, out var verdict)) return verdict;
            return _verdicts[value] = matcher.Matches(value);
        }
    }
}
