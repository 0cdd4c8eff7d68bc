using Telemetry.Catalog;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Forecasting;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>One signal of one target: which series it reads, and the detector that they feed.</summary>
internal abstract class SignalFeed(SignalDefinition definition, int number, string family, ISignalDetector detector)
{
    public SignalDefinition Definition { get; } = definition;

    /// <summary>Family that it is read from: the first of the definition's that the target has.</summary>
    public string Family { get; } = family;

    public ISignalDetector Detector { get; } = detector;

    /// <summary>What is expected of it; null where nothing is forecast.</summary>
    public SignalForecaster? Forecaster { get; set; }

    /// <summary>Good scrapes until it may speak again, after its level was adopted.</summary>
    public int Relearning { get; set; }

    protected int Number { get; } = number;

    /// <summary>Whether a family's series may belong to the signal.</summary>
    public virtual bool Reads(string family) => family == Family;

    /// <summary>Decides whether a series belongs to the signal, and as what.</summary>
    public abstract SinkBinding? Bind(string family, SeriesLabels labels, in SeriesShape shape);

    /// <summary>Makes the sink for a binding.</summary>
    public abstract SeriesSink CreateSink(SinkBinding binding);

    /// <summary>Called when the scrape is complete, before it is scored.</summary>
    public virtual void Close(in ScrapeTime scrape)
    {
    }

    /// <summary>Called before the first scrape after a gap: nothing is known of the time in between.</summary>
    public virtual void Interrupt()
    {
    }

    public virtual void Save(SnapshotWriter writer) => Detector.Save(writer);

    public virtual void Restore(ref SnapshotReader reader) => Detector.Restore(ref reader);

    protected static bool MatchesAll(IReadOnlyList<LabelFilter> filters, SeriesLabels labels)
    {
        foreach (var filter in filters)
            if (!filter.Matches(labels.ValueOf(filter.Label))) return false;
        return true;
    }
}
