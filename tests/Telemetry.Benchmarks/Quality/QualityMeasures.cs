namespace Telemetry.Benchmarks.Quality;

/// <summary>Every measure, in the order of the page. A new one is a class and a line here.</summary>
internal static class QualityMeasures
{
    public static IReadOnlyList<IQualityMeasure> All { get; } =
    [
        new Recordings.RecordingsMeasure(),
        new Series.SockShopMeasure(),
        new Series.ServersMeasure(),
        new ClusterMonths.FalsePagesOfClusters(months: 24),
    ];
}
