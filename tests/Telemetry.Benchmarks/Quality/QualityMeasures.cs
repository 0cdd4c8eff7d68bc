namespace Telemetry.Benchmarks.Quality;

/// <summary>Every measure, in the order of the page. A new one is a class and a line here.</summary>
internal static class QualityMeasures
{
    public static IReadOnlyList<IQualityMeasure> All { get; } =
    [
        new Recordings.RecordingsMeasure(),
        new Forecasts.ForecastMeasure(),
        new Series.SockShopMeasure(),
        new Series.ServersMeasure(),
        new Series.WebSeriesMeasure("kpi", isSecondHalf: true, [(0.25, "≥ 0.75", 0.62), (0.5, "≥ 0.85", 0.74)]),
        new Series.WebSeriesMeasure("wsd", isSecondHalf: false, [(0.25, "≥ 0.85", 0.8), (0.5, "≥ 0.9", 0.84)]),
        new Series.NabMeasure(),
        new Series.LevelDetectorsMeasure(Series.LevelDetectorAdapters.All),
        new FalseAlarms.ScalarFalseAlarms(),
        new Cost.ScalarCost(),
        new Histograms.HistogramDriftMeasure(),
        new Histograms.HistogramFalseAlarmsMeasure(),
        new Histograms.HistogramCostMeasure(),
        new Roots.PetShopMeasure(),
        new Roots.NezhaMeasure(),
        new Roots.RootOddsMeasure(),
        new ClusterMonths.FalsePagesOfClusters(months: 24),
    ];
}
