using Telemetry.Catalog;
using Telemetry.Detection.Detectors;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>All events and the bad ones among them, in one family or two.</summary>
internal sealed class RatioFeed : SignalFeed
{
    private readonly RatioDetector _detector;

    public RatioFeed(SignalDefinition definition, int number, string family)
        : this(definition, number, family, new RatioDetector(definition.Normal is [var usual] ? usual : 0))
    {
    }

    private RatioFeed(SignalDefinition definition, int number, string family, RatioDetector detector)
        : base(definition, number, family, detector) => _detector = detector;

    public override bool Reads(string family) => base.Reads(family) || family == Definition.BadFamily;

    public override SinkBinding? Bind(string family, SeriesLabels labels, in SeriesShape shape)
    {
        if (!Definition.Reads(labels.ValueOf)) return null;
        if (family == Definition.BadFamily) return new SinkBinding(Number, SeriesRole.Other, 0);
        var isBad = Definition.Bad.Count > 0 && MatchesAll(Definition.Bad, labels);
        return new SinkBinding(Number, isBad ? SeriesRole.MainAndPart : SeriesRole.Main, 0);
    }

    public override SeriesSink CreateSink(SinkBinding binding) => new CounterSink(binding, binding.Role switch
    {
        SeriesRole.Other => _detector.AddBad,
        SeriesRole.MainAndPart => AddBoth,
        _ => _detector.AddAll,
    });

    private void AddBoth(double events)
    {
        _detector.AddAll(events);
        _detector.AddBad(events);
    }
}
