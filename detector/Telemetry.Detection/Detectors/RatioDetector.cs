using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// Share of bad events: binomial likelihood ratio against a beta reference that begins at the fleet's share. About 350 bytes of state.
/// </summary>
public sealed class RatioDetector : ISignalDetector
{
    // The fleet's share counts as this many events.
    private const double PriorEvents = 500;
    private const double MinShare = 1e-5;

    // A share that grew by less does not stop the learning.
    private const double MaterialRatio = 1.5;

    private static readonly ChannelPrior[] Priors = [ChannelPrior.Counts];

    private readonly double _usualShare;
    private DriftTest _test = NewTest();
    private readonly RecentRate _recent = new();
    private double _badPast;
    private double _allPast = PriorEvents;
    private double _bad;
    private double _all;

    /// <param name="usualShare">The fleet's share of bad events.</param>
    public RatioDetector(double usualShare)
    {
        _usualShare = Math.Max(usualShare, MinShare);
        _badPast = _usualShare * PriorEvents;
    }

    /// <inheritdoc/>
    public long OpenSinceMs => _test.OpenSinceMs;

    /// <summary>Adds events of the interval to all; what is no count is not added.</summary>
    public void AddAll(double events) => _all += CountEvidence.IsCount(events) ? events : 0;

    /// <summary>Adds bad events of the interval; they must be among those of <see cref="AddAll"/>.</summary>
    public void AddBad(double events) => _bad += CountEvidence.IsCount(events) ? events : 0;

    /// <inheritdoc/>
    public SignalScore Score(in ScrapeTime scrape)
    {
        if (_all <= 0) return SignalScore.Nothing;
        var (evidence, magnitude, onset) = _test.Score([Statistic()], scrape);
        return new SignalScore(true, evidence, magnitude, onset, _recent.With(_bad, _all, scrape.Seconds), _badPast / _allPast);
    }

    /// <inheritdoc/>
    public void Learn(in ScrapeTime scrape, Learning learning)
    {
        if (_all > 0) Advance(scrape, learning);
        (_bad, _all) = (0, 0);
    }

    /// <inheritdoc/>
    public void Adopt()
    {
        _test = NewTest();
        (_badPast, _allPast) = (_usualShare * PriorEvents, PriorEvents);
    }

    /// <inheritdoc/>
    public void Save(SnapshotWriter writer)
    {
        _test.Save(writer);
        _recent.Save(writer);
        writer.Write(_badPast);
        writer.Write(_allPast);
    }

    /// <inheritdoc/>
    public void Restore(ref SnapshotReader reader)
    {
        _test.Restore(ref reader);
        _recent.Restore(ref reader);
        _badPast = reader.ReadDouble();
        _allPast = reader.ReadDouble();
    }

    private static DriftTest NewTest() => new(Priors);

    private double Statistic() => CountEvidence.Binomial(_bad, _all, _badPast / _allPast);

    private void Advance(in ScrapeTime scrape, Learning learning)
    {
        _recent.Add(_bad, _all, scrape.Seconds);
        if (learning == Learning.Suspended)
        {
            _test.Reset();
            return;
        }

        Span<double> statistic = [Statistic()];
        var weight = _test.Advance(statistic, _test.Score(statistic, scrape).Evidence, isMaterial: _recent.With(0, 0, 0) >= MaterialRatio * _badPast / _allPast, scrape, learning);
        var kept = Forgetting.Kept(scrape.Seconds);
        _badPast = (_badPast * kept) + (weight * Math.Min(_bad, _all));
        _allPast = (_allPast * kept) + (weight * _all);
    }
}
