using System.Text.Json;
using Telemetry.Benchmarks.Quality;
using Xunit;

namespace Telemetry.Quality.Tests;

public sealed class QualityPageTests
{
    private static readonly QualityContext Context = new("", "", null, TextWriter.Null);

    [Fact]
    public void Goals_AfterOneMeasureRanAgain_HoldTheFiguresOfAllThatEverRan()
    {
        var page = PageOf(null, "kpi", new QualityRow("kpi: recall", 0.7, "≥ 0.75", 9, "command") { BestKnown = "0.62", Note = "tuned a|b | c" });
        page = PageOf(page, "nezha", new QualityRow("nezha: faults paged", 18, "≥ 20", 24, "command"));

        page = PageOf(page, "nezha", new QualityRow("nezha: faults paged", 21, "≥ 20", 24, "command"));

        Assert.Contains(@"| kpi: recall | ≥ 0.75 | 0.62 | 0.7 | **missed**; tuned a\|b \| c | [`./telemetry bench quality kpi`](#kpi) |", Goals(page), StringComparer.Ordinal);
        Assert.Contains("| nezha: faults paged | ≥ 20 |  | 21 | reached | [`./telemetry bench quality nezha`](#nezha) |", Goals(page), StringComparer.Ordinal);
        Assert.Contains("1 of 2 are reached.", Goals(page), StringComparer.Ordinal);
        Assert.DoesNotContain(Goals(page), line => line.Contains("| 18 |", StringComparison.Ordinal));
    }

    [Fact]
    public void Goals_OfAMeasureThatNeverRan_SayThatItIsNotMeasured() =>
        Assert.Contains("| cluster-months | | | – | not measured | `./telemetry bench quality cluster-months` |", Goals(PageOf(null, "kpi", Row("", 1))), StringComparer.Ordinal);

    [Fact]
    public void Goals_LeaveOutWhatIsOnlyReportedBesideAGoal()
    {
        var page = PageOf(PageOf(null, "kpi", Row("≥ 1", 1), Row("", 2) with { Measure = "beside" }), "sockshop", Row("", 3) with { Measure = "report" });

        Assert.DoesNotContain(Goals(page), line => line.StartsWith("| beside", StringComparison.Ordinal));
        Assert.Contains(Goals(page), line => line.StartsWith("| report |", StringComparison.Ordinal));
    }

    [Fact]
    public void Cells_OfAMeasure_AreOneTableOfValuesAndOneEntryEachForMachines()
    {
        QualityRow[] rows = [Row("0.7–1.4", 1.1), Cell("Normal", "10 a sample", 0.9), Cell("Normal", "30 a sample", 1.6), Cell("Bursts", "10 a sample", 1)];

        var page = PageOf(null, "histogram-false-alarms", rows);

        Assert.Contains("| | 10 a sample | 30 a sample |\n|---|---|---|\n| Normal | 0.9 | **1.6** |\n| Bursts | 1 | – |\n", page, StringComparison.Ordinal);
        Assert.Single(Goals(page), line => line.Contains("#histogram-false-alarms", StringComparison.Ordinal));
        Assert.Equal(4, JsonDocument.Parse(QualityJson.Of(rows)).RootElement.GetArrayLength());
    }

    private static QualityRow Row(string goal, double value) => new("figure", value, goal, 1, "command");

    private static QualityRow Cell(string line, string column, double value) => Row("0.7–1.4", value) with { Measure = $"{line}, {column}", Cell = new QualityCell(line, column) };

    private static string PageOf(string? present, string measure, params QualityRow[] rows) =>
        QualityPage.Of(present, QualityMeasures.All.Single(one => one.Name == measure), rows, Context);

    private static List<string> Goals(string page) =>
        [.. page.Split('\n').SkipWhile(line => line != "## All goals").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))];
}
