using Telemetry.Contracts.Metrics;
using Telemetry.Detection.Detectors;
using Telemetry.Detector.Observing.Feeds;

namespace Telemetry.Detector.Observing;

/// <summary>One series of a target: its identity, and the signals that read it (often none).</summary>
internal sealed class SeriesEntry(int number, byte[] attributes, SeriesSink[] sinks)
{
    /// <summary>Position among the family's series.</summary>
    public int Number { get; } = number;

    /// <summary>Encoded labels, those of an exponential histogram as a classic one has them.</summary>
    public byte[] Attributes { get; } = attributes;

    /// <summary>Encoded labels as they lay in the latest record.</summary>
    public byte[] Seen { get; set; } = attributes;

    public SeriesSink[] Sinks { get; } = sinks;

    /// <summary>Next entry of the same hash.</summary>
    public SeriesEntry? SameHash { get; set; }

    public void Take(in HistogramPoint point, bool bornAtZero, ScrapeTally tally)
    {
        foreach (var sink in Sinks) sink.Take(point, bornAtZero, tally);
    }

    public void Take(ExponentialCounts counts, double sum, bool bornAtZero, ScrapeTally tally)
    {
        foreach (var sink in Sinks) sink.Take(counts, sum, bornAtZero, tally);
    }

    public void Take(double value, bool bornAtZero, ScrapeTally tally)
    {
        foreach (var sink in Sinks) sink.Take(value, bornAtZero, tally);
    }
}
