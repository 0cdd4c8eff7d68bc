using Telemetry.Catalog;
using Telemetry.Detection.Detectors;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>
/// Used share of something finite: a gauge against the gauge that limits it, the used part of a counter's increase, or a counter of the
/// seconds in use against the time that passed.
/// </summary>
internal sealed class SaturationFeed : SignalFeed
{
    private readonly ILevelDetector _detector;
    private double _used;
    private double _all;
    private bool _observed;

    public SaturationFeed(SignalDefinition definition, int number, string family, LevelDetectors detectors)
        : this(definition, number, family, detectors.Create(definition))
    {
    }

    private SaturationFeed(SignalDefinition definition, int number, string family, ILevelDetector detector)
        : base(definition, number, family, detector) => _detector = detector;

    private bool IsOfLevels => Definition.Against is not null;

    public override bool Reads(string family) => base.Reads(family) || family == Definition.Against;

    public override SinkBinding? Bind(string family, SeriesLabels labels, in SeriesShape shape)
    {
        if (!Definition.Reads(labels.ValueOf)) return null;
        if (family == Definition.Against) return new SinkBinding(Number, SeriesRole.Other, 0);
        var isUsed = Definition.Used.Count > 0 && MatchesAll(Definition.Used, labels);
        return new SinkBinding(Number, isUsed ? SeriesRole.MainAndPart : SeriesRole.Main, 0);
    }

    public override SeriesSink CreateSink(SinkBinding binding)
    {
        Action<double> take = binding.Role switch
        {
            SeriesRole.Other => AddLimit,
            SeriesRole.MainAndPart => AddBoth,
            _ when Definition.Used.Count > 0 => AddAll,
            _ => AddUsed,
        };
        return IsOfLevels ? new LevelSink(binding, take) : new CounterSink(binding, take);
    }

    public override void Close(in ScrapeTime scrape)
    {
        var all = !IsOfLevels && Definition.Used.Count == 0 ? scrape.Seconds : _all;
        if (_observed && all > 0) _detector.Add(_used / all);
        (_used, _all, _observed) = (0, 0, false);
    }

    private void AddLimit(double limit) => _all += limit;

    private void AddAll(double amount) => _all += amount;

    private void AddUsed(double amount)
    {
        _used += amount;
        _observed = true;
    }

    private void AddBoth(double amount)
    {
        AddAll(amount);
        AddUsed(amount);
    }
}
