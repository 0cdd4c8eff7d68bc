using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.Publishing;

/// <summary>Collects what is wrong with a page that could be read.</summary>
internal static class PageProblems
{
    /// <summary>The problems, in the order of their kinds; a good page has none, and costs nothing.</summary>
    public static IReadOnlyList<PageProblem> Of(PageReading reading, ScrapeTally tally)
    {
        if (reading.BadLines + reading.Refused + reading.Duplicates + tally.Broken.Total + tally.IncompleteHistogram + tally.Oversized == 0) return [];
        var problems = new List<PageProblem>();
        AddBadLines(reading, problems);
        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            if (reading.RefusedBy(reason) is > 0 and var refused) problems.Add(new PageProblem(reason.Name(), refused, Describe(reason)));
        }

        foreach (var fault in Enum.GetValues<ValueFault>())
        {
            if (tally.Broken.Of(fault) is > 0 and var broken) problems.Add(new PageProblem(fault.Name(), broken, $"{fault.Describe()}, first in {tally.Broken.FirstOf(fault)}"));
        }

        Add(problems, "duplicate", reading.Duplicates, "lines repeat a series of the page: the last one counts");
        Add(problems, "incomplete_histogram", tally.IncompleteHistogram, "histograms came only in part, since the page broke off");
        Add(problems, "oversized", tally.Oversized, "a point alone is larger than a record may be; shorten its labels");
        return problems;
    }

    private static void AddBadLines(PageReading reading, List<PageProblem> problems)
    {
        foreach (var reason in Enum.GetValues<BadLineReason>())
        {
            if (reading.BadLinesOf(reason) is not (> 0 and var lines)) continue;
            var example = reading.Examples.FirstOrDefault(example => example.Reason == reason);
            var place = example is null ? "" : $" in line {example.Line}: {example.Text}";
            problems.Add(new PageProblem(reason.Name(), lines, reason.Describe() + place, IsLine: true));
        }
    }

    private static void Add(List<PageProblem> problems, string reason, int count, string text)
    {
        if (count > 0) problems.Add(new PageProblem(reason, count, text));
    }

    private static string Describe(RefusalReason reason) => reason switch
    {
        RefusalReason.SeriesLimit or RefusalReason.SampleLimit => $"the page is over {reason.Name()}: what matters least to the catalog is left out; raise it to see the rest",
        RefusalReason.NewSeriesLimit => "series come faster than new_series_limit; raise it, or see which label of the target takes ever new values",
        _ => $"labels are over {reason.Name()}; raise it, or shorten them at the target",
    };
}
