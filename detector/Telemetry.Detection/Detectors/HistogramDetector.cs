using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// Drift of a latency, scored on the counts of its buckets. Children (verb, resource, …) are strata with references of their own.
/// State: about 1.6 KB of its own, and half a kilobyte for each stratum and a quarter for each series.
/// </summary>
public sealed class HistogramDetector : ISignalDetector
{
    /// <summary>Most strata; further children share the last one.</summary>
    public const int MaxStrata = 256;

    private static readonly ChannelPrior[] Priors =
        [ChannelPrior.Counts, ChannelPrior.Counts, ChannelPrior.Counts, ChannelPrior.LogMean, ChannelPrior.Counts];

    private readonly LogNormalPrior _prior;
    private readonly double _limit;
    private readonly List<HistogramStratum> _strata = [];
    private readonly LimitExceedance _exceedance;
    private readonly double[] _heads = new double[HistogramStatistics.Heads];
    private DriftTest _test = NewTest();
    private RecentDistribution? _recent;
    private double _compared;
    private double _observed;
    private double _beyond;
    private double _limitEvidence;
    private bool _isSummed;
    private bool _isFine;

    /// <param name="prior">What the fleet's latencies of this kind look like.</param>
    /// <param name="limit">Level at which it hurts, in seconds; NaN where there is none.</param>
    public HistogramDetector(LogNormalPrior prior, double limit)
    {
        _prior = prior;
        _limit = limit;
        _exceedance = new LimitExceedance(1 - prior.Below(limit));
    }

    // A p99 that rose by less does not stop the learning.
    private const double MaterialRatio = 1.25;

    private bool IsMaterial => _limitEvidence >= DriftTest.OpenEvidence || !(_recent!.Value < MaterialRatio * _recent.Baseline)
        || (_isFine && _recent.Typical >= MaterialRatio * _recent.TypicalBaseline);

    /// <inheritdoc/>
    public long OpenSinceMs => _test.OpenSinceMs;

    /// <summary>Number of strata.</summary>
    public int Strata => _strata.Count;

    /// <summary>Adds a stratum and gives its number; beyond <see cref="MaxStrata"/> the last one's.</summary>
    public int AddStratum(ReadOnlySpan<double> bounds)
    {
        if (_strata.Count < MaxStrata) _strata.Add(new HistogramStratum(bounds));
        return _strata.Count - 1;
    }

    /// <summary>Adds a stratum for native histograms, on the signal's own grid.</summary>
    public int AddStratum()
    {
        _isFine = _strata.Count == 0 || _isFine;
        return AddStratum(_strata.Count > 0 ? _strata[0].Bounds : ExponentialGrid.Bounds(_prior, _limit));
    }

    /// <summary>The stratum that a series' observations are added to.</summary>
    public HistogramStratum StratumAt(int number) => _strata[number];

    /// <inheritdoc/>
    public SignalScore Score(in ScrapeTime scrape)
    {
        Summarise(scrape);
        if (_observed == 0) return SignalScore.Nothing;
        var (evidence, magnitude, onset) = _compared > 0 ? _test.Score(_heads, scrape) : default;
        if (_limitEvidence > evidence) (evidence, onset) = (_limitEvidence, onset == 0 ? scrape.TimeMs : onset);
        var score = new SignalScore(true, evidence, magnitude, onset, _recent?.Value ?? double.NaN, _recent?.Baseline ?? double.NaN);
        return _isFine ? score with { Typical = _recent!.Typical, TypicalBaseline = _recent.TypicalBaseline } : score;
    }

    /// <inheritdoc/>
    public IReadOnlyList<BucketShift> Describe() => _recent?.Describe() ?? [];

    /// <inheritdoc/>
    public void Learn(in ScrapeTime scrape, Learning learning)
    {
        Summarise(scrape);
        var weight = Advance(scrape, learning);
        _exceedance.Advance(_beyond, _observed, scrape.Seconds, learn: weight > 0);
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
        writer.Write(_strata.Count);
        foreach (var stratum in _strata) stratum.Save(writer);
        writer.Write(_recent is not null);
        _recent?.Save(writer);
        writer.Write(_isFine);
    }

    /// <inheritdoc/>
    public void Restore(ref SnapshotReader reader)
    {
        _test.Restore(ref reader);
        _exceedance.Restore(ref reader);
        _strata.Clear();
        for (var left = reader.ReadCount(); left > 0; left--) _strata.Add(HistogramStratum.Restore(ref reader));
        _recent = reader.ReadBool() ? RecentDistribution.Restore(ref reader) : null;
        _isFine = reader.ReadBool();
        _isSummed = false;
    }

    private static DriftTest NewTest() => new(Priors);

    private double Advance(in ScrapeTime scrape, Learning learning)
    {
        if (learning == Learning.Suspended) _test.Reset();
        if (learning == Learning.Suspended || _observed == 0) return 0;
        if (_compared == 0) return !_test.IsOpen && (learning == Learning.Warming || _limitEvidence < DriftTest.OpenEvidence) ? 1 : 0;
        var evidence = Math.Max(_test.Score(_heads, scrape).Evidence, _limitEvidence);
        return _test.Advance(_heads, evidence, IsMaterial, scrape, learning);
    }

    // Once per scrape, by whichever of Score and Learn comes first.
    private void Summarise(in ScrapeTime scrape)
    {
        if (_isSummed) return;
        _isSummed = true;
        var statistics = new HistogramStatistics();
        (_observed, _beyond) = (0, 0);
        if (_recent is null && _strata.Count > 0) _recent = new RecentDistribution(_strata[0].Bounds.ToArray());
        _recent?.Begin(scrape.TimeMs);
        foreach (var stratum in _strata)
        {
            if (stratum.Count == 0) continue;
            _observed += stratum.Count;
            _beyond += CountBeyond(stratum);
            _recent!.Add(stratum);
            if (stratum.IsMature) statistics.Add(stratum);
        }

        _compared = statistics.Count;
        statistics.CopyTo(_heads);
        _limitEvidence = double.IsNaN(_limit) ? 0 : _exceedance.Evidence(_beyond, _observed, scrape.Seconds);
    }

    private double CountBeyond(HistogramStratum stratum)
    {
        if (double.IsNaN(_limit)) return 0;
        var beyond = 0.0;
        var bounds = stratum.Bounds;
        for (var i = bounds.Length; i > 0 && bounds[i - 1] >= _limit; i--) beyond += stratum.Interval[i];
        return beyond;
    }
}
