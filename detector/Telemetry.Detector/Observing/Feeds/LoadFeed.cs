using Telemetry.Catalog;
using Telemetry.Detection.Detectors;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>Counters whose rate is a level: requests or CPU time per second.</summary>
internal sealed class LoadFeed : SignalFeed
{
    private readonly ILevelDetector _detector;
    private double _count;
    private bool _observed;

    public LoadFeed(SignalDefinition definition, int number, string family, LevelDetectors detectors)
        : this(definition, number, family, detectors.Create(definition))
    {
    }

    private LoadFeed(SignalDefinition definition, int number, string family, ILevelDetector detector)
        : base(definition, number, family, detector) => _detector = detector;

    public override SinkBinding? Bind(string family, SeriesLabels labels, in SeriesShape shape) =>
        Definition.Reads(labels.ValueOf) ? new SinkBinding(Number, SeriesRole.Main, 0) : null;

    public override SeriesSink CreateSink(SinkBinding binding) => new CounterSink(binding, Add);

    public override void Close(in ScrapeTime scrape)
    {
        if (_observed && scrape.Seconds > 0) _detector.Add(_count / scrape.Seconds);
        (_count, _observed) = (0, false);
    }

    private void Add(double count)
    {
        _count += count;
        _observed = true;
    }
}
