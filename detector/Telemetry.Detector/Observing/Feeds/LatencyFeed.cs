using Telemetry.Catalog;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>Histograms of durations, each child in the stratum of its labels.</summary>
internal sealed class LatencyFeed : SignalFeed
{
    // Where the catalog knows no usual latency: milliseconds, seldom a tenth of a second.
    private static readonly LogNormalPrior Unknown = new(0.005, 0.1);

    private readonly HistogramDetector _detector;
    private readonly List<string> _keys = [];

    public LatencyFeed(SignalDefinition definition, int number, string family)
        : this(definition, number, family, new HistogramDetector(PriorOf(definition), definition.Limit))
    {
    }

    private LatencyFeed(SignalDefinition definition, int number, string family, HistogramDetector detector)
        : base(definition, number, family, detector) => _detector = detector;

    public override SinkBinding? Bind(string family, SeriesLabels labels, in SeriesShape shape)
    {
        if ((shape.Bounds.IsEmpty && !shape.IsExponential) || !HistogramSeries.AreBounds(shape.Bounds) || !Definition.Reads(labels.ValueOf)) return null;
        var key = string.Join('\0', Definition.StratifyBy.Select(labels.ValueOf));
        var stratum = _keys.IndexOf(key);
        if (stratum < 0)
        {
            stratum = shape.IsExponential ? _detector.AddStratum() : _detector.AddStratum(shape.Bounds);
            if (stratum == _keys.Count) _keys.Add(key);
        }

        return new SinkBinding(Number, SeriesRole.Main, stratum);
    }

    public override SeriesSink CreateSink(SinkBinding binding)
    {
        if ((uint)binding.Stratum >= (uint)_detector.Strata) throw new SnapshotException($"There is no stratum {binding.Stratum} of {Definition.Id}.");
        return new HistogramSink(binding, _detector.StratumAt(binding.Stratum));
    }

    public override void Save(SnapshotWriter writer)
    {
        base.Save(writer);
        writer.Write(_keys.Count);
        foreach (var key in _keys) writer.Write(key);
    }

    public override void Restore(ref SnapshotReader reader)
    {
        base.Restore(ref reader);
        _keys.Clear();
        for (var left = reader.ReadCount(); left > 0; left--) _keys.Add(reader.ReadText());
    }

    private static LogNormalPrior PriorOf(SignalDefinition definition) =>
        definition.Normal is [var median, var p99] ? new LogNormalPrior(median, p99) : Unknown;
}
