using System.Globalization;

namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>Web indicators with labels per point: recall at a budget of false alerts, and F1 where the set has a public split.</summary>
/// <param name="set">Folder of the set.</param>
/// <param name="isSecondHalf">Whether only the second half of each series counts, as in the public split; the first is seen all the same.</param>
/// <param name="goals">Recall to reach at each budget, and what others reach with a threshold chosen afterwards.</param>
internal sealed class WebSeriesMeasure(string set, bool isSecondHalf, IReadOnlyList<(double Budget, string Recall, double BestKnown)> goals) : IQualityMeasure
{
    private const int ReducedFiles = 2;

    /// <inheritdoc/>
    public string Name => set;

    /// <inheritdoc/>
    public string Method => $"""
        Each series of `{set}/` from its start, once for each budget. A labelled run is found by an alert in its first eight rows; rows without a value
        are left out before rows are counted; an alert outside every run is false. {(isSecondHalf ? "Only second halves count." : "All rows count.")} The operating point is the budget: the
        recall at the threshold that would have kept to it stands beside and was chosen afterwards. Constants were tuned on these series.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var files = context.Files(set);
        if (context.IsReduced) files = [.. files.OrderBy(file => new FileInfo(file).Length).Take(ReducedFiles)];
        return files.Count == 0 ? [] : [.. goals.SelectMany(goal => RowsOf(Judge(files, goal.Budget), goal))];
    }

    private List<JudgedSeries> Judge(IReadOnlyList<string> files, double budget)
    {
        using var run = new SeriesRun { BudgetPerDay = budget };
        return [.. files.Select(file => isSecondHalf ? JudgedFile.Of(file, run).SecondHalf() : JudgedFile.Of(file, run))];
    }

    private IEnumerable<QualityRow> RowsOf(List<JudgedSeries> series, (double Budget, string Recall, double BestKnown) goal)
    {
        var budget = goal.Budget;
        var command = $"./telemetry bench quality {set}";
        var shipped = EventRecall.OfAlerts(series);
        yield return new QualityRow($"{set}: event recall at a budget of {budget} a series-day", shipped.Recall, goal.Recall, shipped.Events, command)
        {
            BestKnown = string.Create(CultureInfo.InvariantCulture, $"{goal.BestKnown}, threshold chosen afterwards"),
            Note = "tuned on these series",
        };
        yield return new QualityRow($"{set}: realised false alerts ÷ a budget of {budget}", shipped.FalsePerDay / budget, "0.5–1.5", shipped.FalseAlerts, command);
        var chosen = EventRecall.AtRate(series, budget);
        yield return new QualityRow($"{set}: event recall at {budget} false alerts a series-day", chosen.Recall, "", chosen.Events, command) { Note = "threshold chosen afterwards" };
        if (!isSecondHalf || budget != goals[^1].Budget) yield break;
        yield return new QualityRow($"{set}: F1 with the seven-point rule, shipped at {budget}", DelayedF1.OfAlerts(series), "≥ 0.78", shipped.Events, command) { Note = "tuned on these series" };
        yield return new QualityRow($"{set}: F1 with the seven-point rule, best threshold", DelayedF1.Best(series), "≥ 0.84", shipped.Events, command)
        {
            BestKnown = "SR-CNN 0.771, FluxEV 0.790, FCVAE 0.835",
            Note = "threshold chosen afterwards",
        };
    }
}
