using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// Drift of a latency, scored on the counts of its buckets. Children (verb, resource, …) are strata with references of their own.
/// State: of a histogram of twenty buckets 1.3 KB, its stratum and series included, and sixteen bytes for each further bucket.
/// </summary>
public sealed class HistogramDetector : ISignalDetector
{
    /// <summary>Most strata; further children share the last one.</summary>
    public const int MaxStrata = 256;

    private static readonly ChannelPrior[] Priors =
        [ChannelPrior.Counts, ChannelPrior.Counts, ChannelPrior.Counts, ChannelPrior.LogMean, ChannelPrior.Counts];

    private readonly float _usualMedian;
    private readonly float _usualP99;
    private readonly double _limit;
    private HistogramStratum[] _strata = [];
    private DriftTest _test = NewTest();
    private LimitExceedance _exceedance;
    private RecentDistribution _recent = new();
    private float _observed;
    private float _beyond;
    private float _limitEvidence;
    private bool _isCompared;
    private bool _isSummed;
    private bool _isFine;

    /// <param name="prior">What the fleet's latencies of this kind look like.</param>
    /// <param name="limit">Level at which it hurts, in seconds; NaN where there is none.</param>
    public HistogramDetector(LogNormalPrior prior, double limit)
    {
        (_usualMedian, _usualP99) = ((float)prior.Median, (float)prior.P99);
        _limit = limit;
        _exceedance = new LimitExceedance(1 - prior.Below(limit));
    }

    // A p99 that rose by less does not stop the learning.
    private const double MaterialRatio = 1.25;


    /// <inheritdoc/>
    public long OpenSinceMs => _test.OpenSinceMs;

    /// <summary>Number of strata.</summary>
    public int Strata => _strata.Length;

    /// <summary>Adds a stratum and gives its number; beyond <see cref="MaxStrata"/> the last one's.</summary>
    public int AddStratum(ReadOnlySpan<double> bounds)
    {
        if (_strata.Length < MaxStrata) _strata = [.. _strata, new HistogramStratum(bounds)];
        return _strata.Length - 1;
    }

    /// <summary>Adds a stratum for native histograms, on the signal's own grid.</summary>
    public int AddStratum()
    {
        _isFine = _strata.Length == 0 || _isFine;
        return AddStratum(_strata.Length > 0 ? _strata[0].Bounds : ExponentialGrid.Bounds(new LogNormalPrior(_usualMedian, _usualP99), _limit));
    }

    /// <summary>The stratum that a series' observations are added to.</summary>
    public HistogramStratum StratumAt(int number) => _strata[number];

    /// <inheritdoc/>
    public SignalScore Score(in ScrapeTime scrape)
    {
        Summarise(scrape);
        if (_observed == 0) return SignalScore.Nothing;
        var (evidence, magnitude, onset) = _isCompared ? _test.Score(Compare(stackalloc double[HistogramStatistics.Heads]), scrape) : default;
        if (_limitEvidence > evidence) (evidence, onset) = (_limitEvidence, onset == 0 ? scrape.TimeMs : onset);
        var score = new SignalScore(true, evidence, magnitude, onset, _recent.Value(RecentDistribution.Far, _strata), _recent.Baseline(RecentDistribution.Far, _strata));
        return _isFine
            ? score with { Typical = _recent.Value(RecentDistribution.Typical, _strata), TypicalBaseline = _recent.Baseline(RecentDistribution.Typical, _strata) }
            : score;
    }

    /// <inheritdoc/>
    public IReadOnlyList<BucketShift> Describe() => _recent.Describe(_strata);

    /// <inheritdoc/>
    public void Learn(in ScrapeTime scrape, Learning learning)
    {
        Summarise(scrape);
        var weight = Advance(scrape, learning);
        _exceedance.Advance(_beyond, _observed, scrape.Seconds, learn: weight > 0, isDrift: _test.IsOpen);
        foreach (var stratum in _strata)
        {
            if (weight > 0 && stratum.Count > 0) stratum.Learn(scrape.TimeMs, weight);
            stratum.Clear();
        }

        _isSummed = false;
    }

    /// <inheritdoc/>
    public void Adopt()
    {
        _test = NewTest();
        foreach (var stratum in _strata) stratum.Forget();
    }

    /// <inheritdoc/>
    public void Save(SnapshotWriter writer)
    {
        _test.Save(writer);
        _exceedance.Save(writer);
        writer.Write(_strata.Length);
        foreach (var stratum in _strata) stratum.Save(writer);
        _recent.Save(writer);
        writer.Write(_isFine);
    }

    /// <inheritdoc/>
    public void Restore(ref SnapshotReader reader)
    {
        _test.Restore(ref reader);
        _exceedance.Restore(ref reader);
        var strata = new List<HistogramStratum>();
        for (var left = reader.ReadCount(); left > 0; left--) strata.Add(HistogramStratum.Restore(ref reader));
        _strata = [.. strata];
        _recent.Restore(ref reader, _strata);
        _isFine = reader.ReadBool();
        _isSummed = false;
    }

    private static DriftTest NewTest() => new(Priors);

    private double Advance(in ScrapeTime scrape, Learning learning)
    {
        if (learning == Learning.Suspended) _test.Reset();
        if (learning == Learning.Suspended || _observed == 0) return 0;
        if (!_isCompared) return !_test.IsOpen && (learning == Learning.Warming || _limitEvidence < DriftTest.OpenEvidence) ? 1 : 0;
        scoped var heads = DriftReadings.Present.StatisticsOf(_test, scrape);
        if (heads.IsEmpty) heads = Compare(stackalloc double[HistogramStatistics.Heads]);
        var evidence = Math.Max(_test.Score(heads, scrape).Evidence, _limitEvidence);
        // What neither is unusual nor was need not be asked how large it is.
        var isMaterial = (_test.IsOpen || evidence >= DriftTest.OpenEvidence) && IsMaterial();
        return _test.Advance(heads, evidence, isMaterial, scrape, learning);
    }

    private bool IsMaterial() => _limitEvidence >= DriftTest.OpenEvidence
        || !(_recent.Value(RecentDistribution.Far, _strata) < MaterialRatio * _recent.Baseline(RecentDistribution.Far, _strata))
        || (_isFine && _recent.Value(RecentDistribution.Typical, _strata) >= MaterialRatio * _recent.Baseline(RecentDistribution.Typical, _strata));

    // Once per scrape, by whichever of Score and Learn comes first.
    private void Summarise(in ScrapeTime scrape)
    {
        if (_isSummed) return;
        _isSummed = true;
        (_observed, _beyond, _isCompared) = (0, 0, false);
        _recent.Add(scrape.TimeMs, _strata);
        foreach (var stratum in _strata)
        {
            if (stratum.Count == 0) continue;
            _observed += (float)stratum.Count;
            _beyond += CountBeyond(stratum);
            _isCompared |= stratum.IsMature;
        }

        _limitEvidence = double.IsNaN(_limit) ? 0 : (float)_exceedance.Evidence(_beyond, _observed, scrape.Seconds);
    }

    private ReadOnlySpan<double> Compare(Span<double> heads)
    {
        var statistics = new HistogramStatistics();
        foreach (var stratum in _strata)
            if (stratum.Count > 0 && stratum.IsMature) statistics.Add(stratum);
        statistics.CopyTo(heads);
        return heads;
    }

    private float CountBeyond(HistogramStratum stratum)
    {
        if (double.IsNaN(_limit)) return 0;
        var beyond = 0f;
        var bounds = stratum.Bounds;
        for (var i = bounds.Length; i > 0 && bounds[i - 1] >= _limit; i--) beyond += stratum.Interval[i];
        return beyond;
    }
}
