using System.Diagnostics.Metrics;

namespace Telemetry.Hosting.MetricsPage;

/// <summary>Bucket bounds of a histogram: what its author advised, else those of OpenTelemetry for its unit.</summary>
internal static class HistogramBounds
{
    // HTTP semantic conventions: durations in seconds.
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    // The metrics SDK's default.
    private static readonly double[] Other = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

    public static IReadOnlyList<double> Of(Instrument histogram)
    {
        var advised = histogram switch
        {
            Histogram<double> floating => floating.Advice?.HistogramBucketBoundaries?.ToArray(),
            Histogram<long> whole => whole.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray(),
            Histogram<int> small => small.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray(),
            _ => null,
        };
        return advised ?? (histogram.Unit == "s" ? Seconds : Other);
    }
}
