using System.Runtime.InteropServices;
using Telemetry.Contracts.Metrics;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>Takes the points of one series into one signal, turning cumulative values into those of the interval.</summary>
internal abstract class SeriesSink(SinkBinding binding)
{
    /// <summary>What it is bound to; restores it from a snapshot.</summary>
    public SinkBinding Binding { get; } = binding;

    /// <summary>Takes a histogram; a sink of numbers takes its count.</summary>
    public abstract void Take(in HistogramPoint point, bool bornAtZero, ScrapeTally tally);

    /// <summary>Takes an exponential histogram; a sink of numbers takes its count.</summary>
    public abstract void Take(ExponentialCounts counts, double sum, bool bornAtZero, ScrapeTally tally);

    /// <summary>Takes a number; a sink of histograms ignores it.</summary>
    public abstract void Take(double value, bool bornAtZero, ScrapeTally tally);

    public abstract void Save(SnapshotWriter writer);

    public abstract void Restore(ref SnapshotReader reader);
}

/// <summary>Which role a series plays in a signal.</summary>
internal enum SeriesRole
{
    /// <summary>It is what the signal measures.</summary>
    Main = 0,

    /// <summary>It is counted as bad or used besides being part of all.</summary>
    MainAndPart = 1,

    /// <summary>It is only the bad part, or the limit; all is in another family.</summary>
    Other = 2,
}

/// <summary>How a series is bound to a signal of its target.</summary>
/// <param name="Feed">Number of the signal's feed in the target.</param>
/// <param name="Role">Role of the series.</param>
/// <param name="Stratum">Stratum of a histogram.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SinkBinding(int Feed, SeriesRole Role, int Stratum);
