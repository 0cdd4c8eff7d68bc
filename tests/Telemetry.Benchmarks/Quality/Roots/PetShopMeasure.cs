using System.Text.Json;
using Telemetry.Benchmarks.Quality.Series;

namespace Telemetry.Benchmarks.Quality.Roots;

/// <summary>Issues of a microservice shop in rows of five minutes: each behind the quiet file of its traffic, moved to that file's level.</summary>
internal sealed class PetShopMeasure : IQualityMeasure
{
    private const string Command = "./telemetry bench quality petshop";
    private const int ReducedIssues = 2;

    /// <inheritdoc/>
    public string Name => "petshop";

    /// <inheritdoc/>
    public string Method => """
        Per issue of `petshop/` one input: the no-issue file of its traffic, then the issue's rows, their times moved to follow one step later, each series
        shifted (latency and requests in logs) so that the issue's first row meets the baseline's median; a series whose first row or median is missing, or
        not positive where it is shifted in logs, is left as it is. Default budget, `--topology petshop/topology.yaml`. Found = a page within the issue's rows;
        a page before them is false. The two quiet files are judged alone as well.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var files = context.Files("petshop").Where(file => file.Contains("issue_", StringComparison.Ordinal)).ToList();
        if (context.IsReduced) files = [.. files.Take(ReducedIssues)];
        if (files.Count == 0) return [];
        using var run = new SeriesRun { Topology = Path.Combine(Path.GetDirectoryName(files[0])!, "topology.yaml") };
        var (paged, first, among) = (0, 0, 0);
        foreach (var file in files)
        {
            var roots = RootsOf(run, file, TrafficOf(file));
            if (roots is null) continue;
            paged++;
            var truth = TruthOf(file);
            if (roots.Count > 0 && roots[0] == truth) first++;
            if (roots.Contains(truth)) among++;
        }

        var falsePages = files.Select(TrafficOf).Distinct(StringComparer.Ordinal).Sum(quiet => run.Events(quiet).Count(line => line.Event == "paged"));
        return [.. RowsOf(files.Count, paged, first, among, falsePages)];
    }

    private static IEnumerable<QualityRow> RowsOf(int issues, int paged, int first, int among, int falsePages)
    {
        yield return new QualityRow("petshop: issues paged", paged, "≥ 14", issues, Command) { BestKnown = "front signal alone: about half" };
        yield return new QualityRow("petshop: pages inside the no-issue files", falsePages, "= 0", 2, Command);
        yield return new QualityRow("petshop: root first, of those paged", Share(first, paged), "≥ 0.85", paged, Command) { Note = "all share one root" };
        yield return new QualityRow("petshop: root among three, of those paged", Share(among, paged), "", paged, Command);
    }

    // Null where nothing was paged within the issue's rows.
    private static IReadOnlyList<string>? RootsOf(SeriesRun run, string issue, string quiet)
    {
        var joined = ShiftedTable.Join(WideTable.Load(quiet), WideTable.Load(issue));
        var path = run.Temporary("issue.csv");
        joined.Table.Save(path);
        var events = run.Events(path);
        var page = events.FirstOrDefault(line => line.Event == "paged" && line.Time >= joined.IssueBegins);
        return page is null ? null : events.LastOrDefault(line => line.Incident == page.Incident && line.Roots.Count > 0)?.Roots ?? [];
    }

    private static string TrafficOf(string issue)
    {
        var name = Path.GetFileName(issue);
        return Path.Combine(Path.GetDirectoryName(issue)!, name[..name.IndexOf('-', StringComparison.Ordinal)] + "-noissue.csv.gz");
    }

    private static string TruthOf(string issue)
    {
        using var target = JsonDocument.Parse(File.ReadAllText(issue.Replace(".csv.gz", ".target.json", StringComparison.Ordinal)));
        return target.RootElement.GetProperty("root_cause").GetProperty("node").GetString()!;
    }

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
