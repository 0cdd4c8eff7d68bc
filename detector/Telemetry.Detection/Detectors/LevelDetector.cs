using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>How a level is transformed before it is compared with its past.</summary>
public enum LevelScale
{
    /// <summary>log(1 + x): queues, rates.</summary>
    Logarithm,

    /// <summary>log(x / (1 − x)): shares of something finite.</summary>
    LogOdds,
}

/// <summary>A level or a continuous rate: residual against its learned level. About 350 bytes of state.</summary>
public sealed class LevelDetector : ILevelDetector
{
    // Log-odds of nothing and of everything are infinite; a percent is as far as a level is followed.
    private const double MinShare = 0.01;

    // A level that moved by less (about a fifth) does not stop the learning.
    private const double MaterialLogarithm = 0.2;

    private readonly LevelScale _scale;
    private readonly ChannelPrior[] _priors;
    private DriftTest _test;
    private double _level;
    private bool _observed;

    /// <param name="scale">Transformation.</param>
    /// <param name="bothDirections">Whether a fall is as telling as a rise.</param>
    public LevelDetector(LevelScale scale, bool bothDirections)
    {
        _scale = scale;
        var prior = scale == LevelScale.LogOdds ? ChannelPrior.LogOdds : ChannelPrior.LogLevel;
        _priors = [prior with { BothDirections = bothDirections }];
        _test = new DriftTest(_priors);
    }

    /// <inheritdoc/>
    public long OpenSinceMs => _test.OpenSinceMs;

    /// <inheritdoc/>
    public void Add(double level)
    {
        if (!double.IsFinite(level)) return;
        _level += level;
        _observed = true;
    }

    /// <inheritdoc/>
    public SignalScore Score(in ScrapeTime scrape)
    {
        if (!_observed) return SignalScore.Nothing;
        var (evidence, magnitude, onset) = _test.Score([Transform(_level)], scrape);
        var location = _test.LocationOf(0);
        return new SignalScore(true, evidence, magnitude, onset, _level, double.IsNaN(location) ? double.NaN : Invert(location));
    }

    /// <inheritdoc/>
    public void Learn(in ScrapeTime scrape, Learning learning)
    {
        if (_observed) Advance(scrape, learning);
        (_level, _observed) = (0, false);
    }

    /// <inheritdoc/>
    public void Adopt() => _test = new DriftTest(_priors);

    /// <inheritdoc/>
    public void Save(SnapshotWriter writer) => _test.Save(writer);

    /// <inheritdoc/>
    public void Restore(ref SnapshotReader reader) => _test.Restore(ref reader);

    private void Advance(in ScrapeTime scrape, Learning learning)
    {
        if (learning == Learning.Suspended)
        {
            _test.Reset();
            return;
        }

        Span<double> statistic = [Transform(_level)];
        _test.Advance(statistic, _test.Score(statistic, scrape).Evidence, isMaterial: Math.Abs(statistic[0] - _test.LocationOf(0)) >= MaterialLogarithm, scrape, learning);
    }

    private double Transform(double level)
    {
        if (_scale == LevelScale.Logarithm) return Math.Log(1 + Math.Max(level, 0));
        var share = Math.Clamp(level, MinShare, 1 - MinShare);
        return Math.Log(share / (1 - share));
    }

    private double Invert(double location) => _scale == LevelScale.Logarithm ? Math.Exp(location) - 1 : 1 / (1 + Math.Exp(-location));
}
