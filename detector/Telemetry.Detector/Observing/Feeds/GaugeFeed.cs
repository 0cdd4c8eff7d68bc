using Telemetry.Catalog;
using Telemetry.Detection.Detectors;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>Gauges, summed.</summary>
internal sealed class GaugeFeed : SignalFeed
{
    private readonly ILevelDetector _detector;

    public GaugeFeed(SignalDefinition definition, int number, string family, LevelDetectors detectors)
        : this(definition, number, family, detectors.Create(definition))
    {
    }

    private GaugeFeed(SignalDefinition definition, int number, string family, ILevelDetector detector)
        : base(definition, number, family, detector) => _detector = detector;

    public override SinkBinding? Bind(string family, SeriesLabels labels, in SeriesShape shape) =>
        Definition.Reads(labels.ValueOf) ? new SinkBinding(Number, SeriesRole.Main, 0) : null;

    public override SeriesSink CreateSink(SinkBinding binding) => new LevelSink(binding, _detector.Add);
}
