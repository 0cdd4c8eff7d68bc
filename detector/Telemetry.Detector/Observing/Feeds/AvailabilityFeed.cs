using Telemetry.Catalog;
using Telemetry.Detection.Detectors;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>A gauge that is 1 while something is there.</summary>
internal sealed class AvailabilityFeed : SignalFeed
{
    private readonly AvailabilityDetector _detector;

    public AvailabilityFeed(SignalDefinition definition, int number, string family)
        : this(definition, number, family, new AvailabilityDetector())
    {
    }

    private AvailabilityFeed(SignalDefinition definition, int number, string family, AvailabilityDetector detector)
        : base(definition, number, family, detector) => _detector = detector;

    public override SinkBinding? Bind(string family, SeriesLabels labels, in SeriesShape shape) =>
        Definition.Reads(labels.ValueOf) ? new SinkBinding(Number, SeriesRole.Main, 0) : null;

    public override SeriesSink CreateSink(SinkBinding binding) => new LevelSink(binding, value => _detector.Set(value > 0));

    public override void Interrupt() => _detector.Interrupt();
}
