using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// Events that should be rare (failures, leader changes): Poisson likelihood ratio against a gamma reference that begins at the fleet's
/// rate. About 350 bytes of state.
/// </summary>
public sealed class EventRateDetector : ISignalDetector
{
    // The fleet's rate counts as this much time observed.
    private const double PriorSeconds = 600;

    // A rate of zero cannot be told from a very small one.
    private const double MinRate = 1e-5;

    private static readonly ChannelPrior[] Priors = [ChannelPrior.Counts];

    private readonly double _usualRate;
    private DriftTest _test = NewTest();
    private readonly RecentRate _recent = new();
    private double _events;
    private double _seconds = PriorSeconds;
    private double _count;
    private bool _observed;

    /// <param name="usualRate">The fleet's rate, events per second.</param>
    public EventRateDetector(double usualRate)
    {
        _usualRate = Math.Max(usualRate, MinRate);
        _events = _usualRate * PriorSeconds;
    }

    /// <inheritdoc/>
    public long OpenSinceMs => _test.OpenSinceMs;

    /// <summary>Adds events of the interval; what is no count is not added.</summary>
    public void Add(double events)
    {
        if (!CountEvidence.IsCount(events)) return;
        _count += events;
        _observed = true;
    }

    /// <inheritdoc/>
    public SignalScore Score(in ScrapeTime scrape)
    {
        if (!_observed) return SignalScore.Nothing;
        var statistic = Statistic(scrape);
        var (evidence, magnitude, onset) = _test.Score([statistic], scrape);
        return new SignalScore(true, evidence, magnitude, onset, _recent.With(_count, scrape.Seconds, scrape.Seconds), _events / _seconds);
    }

    /// <inheritdoc/>
    public void Learn(in ScrapeTime scrape, Learning learning)
    {
        if (_observed) Advance(scrape, learning);
        (_count, _observed) = (0, false);
    }

    /// <inheritdoc/>
    public void Adopt()
    {
        _test = NewTest();
        (_events, _seconds) = (_usualRate * PriorSeconds, PriorSeconds);
    }

    /// <inheritdoc/>
    public void Save(SnapshotWriter writer)
    {
        _test.Save(writer);
        _recent.Save(writer);
        writer.Write(_events);
        writer.Write(_seconds);
    }

    /// <inheritdoc/>
    public void Restore(ref SnapshotReader reader)
    {
        _test.Restore(ref reader);
        _recent.Restore(ref reader);
        _events = reader.ReadDouble();
        _seconds = reader.ReadDouble();
    }

    private static DriftTest NewTest() => new(Priors);

    private double Statistic(in ScrapeTime scrape) => CountEvidence.Poisson(_count, _events / _seconds * scrape.Seconds);

    private void Advance(in ScrapeTime scrape, Learning learning)
    {
        _recent.Add(_count, scrape.Seconds, scrape.Seconds);
        if (learning == Learning.Suspended)
        {
            _test.Reset();
            return;
        }

        Span<double> statistic = [Statistic(scrape)];
        var weight = _test.Advance(statistic, _test.Score(statistic, scrape).Evidence, isMaterial: true, scrape, learning);
        var kept = Forgetting.Kept(scrape.Seconds);
        _events = (_events * kept) + (weight * _count);
        _seconds = (_seconds * kept) + (weight * scrape.Seconds);
    }
}
