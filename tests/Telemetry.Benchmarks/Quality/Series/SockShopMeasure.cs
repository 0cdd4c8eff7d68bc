namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>Faults in a shop's services at one row a second: a report, without a goal.</summary>
internal sealed class SockShopMeasure : IQualityMeasure
{
    private const int ReducedFiles = 2;
    private const double FalseSeconds = 5;

    /// <inheritdoc/>
    public string Name => "sockshop";

    /// <inheritdoc/>
    public string Method => """
        Each run of `sockshop/` once, with the default budget: some five minutes of normal rows at one a second, then a fault in the service that the file is
        named after. Found = a page in a labelled row; its root counts if it is a column of that service. A page before the first labelled row is false.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var files = context.Files("sockshop");
        if (context.IsReduced) files = [.. files.Take(ReducedFiles)];
        if (files.Count == 0) return [];
        using var run = new SeriesRun();
        var (delays, rooted, falsePages) = (new List<double>(), 0, 0);
        foreach (var file in files)
        {
            var start = StartOf(LabelledSeries.Load(file));
            var events = run.Events(file);
            var pages = events.Where(line => line.Event == "paged").ToList();
            falsePages += pages.Count(page => page.Time < start - FalseSeconds);
            if (pages.Find(page => page.Time >= start) is not { } found) continue;
            delays.Add(found.Time - start);
            var service = Path.GetFileName(file).Split('-')[0];
            if (EventRow.RootOf(events, found.Incident, double.PositiveInfinity)?.StartsWith(service, StringComparison.Ordinal) == true) rooted++;
        }

        return [.. RowsOf(files.Count, delays, rooted, falsePages)];
    }

    private static double StartOf(LabelledSeries labels)
    {
        var first = labels.Events().Select(happened => happened.First).FirstOrDefault(-1);
        return first < 0 ? double.PositiveInfinity : labels.Times[first];
    }

    private static IEnumerable<QualityRow> RowsOf(int files, List<double> delays, int rooted, int falsePages)
    {
        const string Command = "./telemetry bench quality sockshop";
        delays.Sort();
        yield return new QualityRow("sockshop: share of faults paged", (double)delays.Count / files, "", files, Command);
        yield return new QualityRow("sockshop: median seconds from the fault to its page", delays.Count > 0 ? delays[delays.Count / 2] : double.NaN, "", delays.Count, Command);
        yield return new QualityRow("sockshop: root first is of the faulty service", delays.Count > 0 ? (double)rooted / delays.Count : double.NaN, "", delays.Count, Command);
        yield return new QualityRow("sockshop: pages in normal rows", falsePages, "", files, Command);
    }
}
