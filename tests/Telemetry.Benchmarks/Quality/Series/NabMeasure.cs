namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>The Numenta Anomaly Benchmark's files, standard profile.</summary>
internal sealed class NabMeasure : IQualityMeasure
{
    private const int ReducedFiles = 4;

    /// <inheritdoc/>
    public string Name => "nab";

    /// <inheritdoc/>
    public string Method => """
        Each file of `nab/` from its start with the default budget, scored by our own implementation of the standard profile, whose test computes cases by
        hand. Shipped = the alerts raised; best = one threshold for all files, chosen afterwards; left out = each folder at the threshold that is best for
        the others. The fleet's rates of new values were fitted to these and other series.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var files = context.Files("nab");
        if (context.IsReduced) files = [.. files.OrderBy(file => new FileInfo(file).Length).Take(ReducedFiles)];
        if (files.Count == 0) return [];
        using var run = new SeriesRun();
        List<JudgedSeries> series = [.. files.Select(file => JudgedFile.Of(file, run))];
        const string Command = "./telemetry bench quality nab";
        return
        [
            new QualityRow("nab: standard profile, shipped alerts", NabProfile.OfAlerts(series), "", files.Count, Command),
            new QualityRow("nab: standard profile, best threshold", NabProfile.At(series, NabProfile.BestThreshold(series)), "≥ 74", files.Count, Command) { Note = "threshold chosen afterwards" },
            new QualityRow("nab: standard profile, each folder left out", NabProfile.LeaveOneFolderOut(series), "≥ 70", files.Count, Command) { Note = "cross-validated threshold" },
        ];
    }
}
