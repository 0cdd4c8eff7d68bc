namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>Application servers with nineteen metrics each: a report, without a goal.</summary>
internal sealed class ServersMeasure : IQualityMeasure
{
    private const int ReducedFiles = 1;
    private const double SecondsPerDay = 86_400;

    // Two rows: what a page needs to be sure of.
    private const double GraceSeconds = 600;

    /// <inheritdoc/>
    public string Name => "servers";

    /// <inheritdoc/>
    public string Method => """
        Each server of `asd/` once, with the default budget: 45 days at five minutes, metrics without names. A run of labelled rows is found by a page
        between its first row and ten minutes after its last; every other page is false.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var files = context.Files("asd");
        if (context.IsReduced) files = [.. files.Take(ReducedFiles)];
        if (files.Count == 0) return [];
        using var run = new SeriesRun();
        var (labelled, found, falsePages, days) = (0, 0, 0, 0.0);
        foreach (var file in files)
        {
            var labels = LabelledSeries.Load(file);
            var pages = run.Events(file).Where(line => line.Event == "paged").Select(line => line.Time).ToList();
            var events = labels.Events().Select(happened => (From: labels.Times[happened.First], To: labels.Times[happened.Last] + GraceSeconds)).ToList();
            labelled += events.Count;
            found += events.Count(happened => pages.Exists(page => page >= happened.From && page <= happened.To));
            falsePages += pages.Count(page => !events.Exists(happened => page >= happened.From && page <= happened.To));
            days += (labels.Times[^1] - labels.Times[0]) / SecondsPerDay;
        }

        const string Command = "./telemetry bench quality servers";
        return
        [
            new QualityRow("servers: share of labelled runs paged", labelled == 0 ? double.NaN : (double)found / labelled, "", labelled, Command),
            new QualityRow("servers: pages outside labels in 30 days of a server", falsePages / days * 30, "", files.Count, Command),
        ];
    }
}
