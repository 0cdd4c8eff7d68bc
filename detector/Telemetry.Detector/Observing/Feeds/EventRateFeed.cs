using Telemetry.Catalog;
using Telemetry.Detection.Detectors;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>Counters of events that should be rare.</summary>
internal sealed class EventRateFeed : SignalFeed
{
    private readonly EventRateDetector _detector;

    public EventRateFeed(SignalDefinition definition, int number, string family)
        : this(definition, number, family, new EventRateDetector(definition.Normal is [var usual] ? usual : 0))
    {
    }

    private EventRateFeed(SignalDefinition definition, int number, string family, EventRateDetector detector)
        : base(definition, number, family, detector) => _detector = detector;

    public override SinkBinding? Bind(string family, SeriesLabels labels, in SeriesShape shape) =>
        Definition.Reads(labels.ValueOf) ? new SinkBinding(Number, SeriesRole.Main, 0) : null;

    public override SeriesSink CreateSink(SinkBinding binding) => new CounterSink(binding, _detector.Add);
}
