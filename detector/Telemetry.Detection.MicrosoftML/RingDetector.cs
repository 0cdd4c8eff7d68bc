using Microsoft.ML;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.MicrosoftML;

/// <summary>
/// A detector of the library behind our own interface: it keeps the last levels, and <see cref="Score"/> runs the estimator over them and
/// the candidate, and changes nothing. Its snapshot is the ring. Its cost is that of a fit a scrape, and its state the ring's; it is not
/// held to the properties, the cost and the state of the built-in detectors.
/// </summary>
/// <typeparam name="TRow">What the estimator writes.</typeparam>
internal abstract class RingDetector<TRow> : ILevelDetector
    where TRow : class, IVerdictRow, new()
{
    /// <summary>Levels without which nothing is said.</summary>
    public const int WarmUpLevels = 60;

    // A seed makes the library repeat itself.
    private readonly MLContext _library = new(seed: 1);
    private readonly LevelRing _ring;
    private double _level;
    private bool _observed;

    /// <param name="capacity">Levels kept.</param>
    /// <param name="bothDirections">Whether a fall is as telling as a rise.</param>
    protected RingDetector(int capacity, bool bothDirections) => (_ring, IsTwoSided) = (new LevelRing(capacity), bothDirections);

    /// <summary>Whether a fall is as telling as a rise.</summary>
    protected bool IsTwoSided { get; }

    // The library computes in single precision, and squares: the logarithm of either sign keeps every level in its reach.
    private float Compressed => (float)Math.Asinh(_level);

    /// <inheritdoc/>
    public void Add(double level)
    {
        if (!double.IsFinite(level)) return;
        _level = Math.Clamp(_level + level, -double.MaxValue, double.MaxValue);
        _observed = true;
    }

    /// <inheritdoc/>
    public SignalScore Score(in ScrapeTime scrape)
    {
        if (!_observed) return SignalScore.Nothing;
        var baseline = Math.Sinh(_ring.Median());
        if (_ring.Count < WarmUpLevels || (!IsTwoSided && _level <= baseline)) return new SignalScore(true, 0, 0, 0, _level, baseline);
        var verdict = Judge([.. _ring.Rows(), new LevelRow { Level = Compressed }]);
        return new SignalScore(true, verdict.Evidence, verdict.Magnitude, verdict.Evidence > 0 ? scrape.TimeMs : 0, _level, baseline);
    }

    /// <inheritdoc/>
    public void Learn(in ScrapeTime scrape, Learning learning)
    {
        if (_observed && learning != Learning.Suspended) _ring.Add(Compressed);
        (_level, _observed) = (0, false);
    }

    /// <inheritdoc/>
    public void Save(SnapshotWriter writer) => _ring.Save(writer);

    /// <inheritdoc/>
    public void Restore(ref SnapshotReader reader) => _ring.Restore(ref reader);

    /// <summary>The estimator that reads <see cref="LevelRow.Level"/> and writes <see cref="IVerdictRow.Verdict"/>.</summary>
    /// <param name="library">Where estimators come from.</param>
    /// <param name="rows">Rows that it will be fitted to.</param>
    protected abstract IEstimator<ITransformer> Estimator(MLContext library, int rows);

    /// <summary>Evidence and magnitude of the last row, the candidate's.</summary>
    protected abstract (double Evidence, double Magnitude) Read(IReadOnlyList<double[]> verdicts);

    private (double Evidence, double Magnitude) Judge(IReadOnlyList<LevelRow> rows)
    {
        var data = _library.Data.LoadFromEnumerable(rows);
        var judged = Estimator(_library, rows.Count).Fit(data).Transform(data);
        var verdicts = _library.Data.CreateEnumerable<TRow>(judged, reuseRowObject: false).Select(row => row.Verdict).ToList();
        var (evidence, magnitude) = Read(verdicts);
        return (double.IsFinite(evidence) ? Math.Max(evidence, 0) : 0, double.IsFinite(magnitude) ? magnitude : 0);
    }
}
