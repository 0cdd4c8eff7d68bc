using System.Globalization;
using Telemetry.Detection.Correlation;
using Telemetry.Detector.Tests.Soak;

namespace Telemetry.Benchmarks.Quality.ClusterMonths;

/// <summary>Healthy clusters through both stages of the detector, a month each, and what they were paged for.</summary>
/// <param name="months">Clusters, each of a seed of its own.</param>
internal sealed class FalsePagesOfClusters(int months) : IQualityMeasure
{
    private const double DaysPerMonth = 30;
    private const long IntervalMs = 60_000;
    private const int Instances = 3;
    private const int FirstSeed = 100;

    /// <inheritdoc/>
    public string Name => "cluster-months";

    /// <inheritdoc/>
    public string Method => "Healthy clusters of eight parts with three instances each (192 latency histograms, 135 other signals), 30 days apiece, every seed another cluster: a day cycle of ±40 %, "
        + "latencies with wandering medians and heavy tails, common noise of the node, stalls of ten seconds (four times as slow, 6 a day and instance), a restart a day and a new version a week for each instance "
        + "(±5 % of its latency, some series under new names). The records go through both stages of the detector, one scrape a minute, the three instances twenty seconds apart. Every page is false. "
        + "A month that was run to its end is kept in `artifacts/quality` and not run again by the same build; a run that is ended early leaves the figures of the months that it has.";

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var done = new ClusterMonthsDone();
        if (done.Months.Count > 0) context.Keep(RowsOf(done.Months));
        var oneAtATime = new Lock();
        var left = Enumerable.Range(FirstSeed, months).Where(seed => !done.Months.ContainsKey(seed)).ToList();
        Parallel.ForEach(left, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var updates = new QuietCluster(seed, IntervalMs, instances: Instances).Run(DaysPerMonth);
            var month = new ClusterMonth(Opened(updates, IncidentSeverity.Page), Opened(updates, IncidentSeverity.Ticket));
            lock (oneAtATime)
            {
                done.Add(seed, month);
                context.Keep(RowsOf(done.Months));
            }

            context.Log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name}: cluster {seed}: {month.Pages} pages, {month.Incidents} incidents"));
            foreach (var page in updates.Where(update => update.Severity == IncidentSeverity.Page).DistinctBy(update => update.Id))
                context.Log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {DateTimeOffset.FromUnixTimeMilliseconds(page.AtMs):u} {page.Summary}"));
        });
        return RowsOf(done.Months);
    }

    private QualityRow[] RowsOf(IReadOnlyDictionary<int, ClusterMonth> bySeed)
    {
        var done = bySeed.Values.ToArray();
        var pages = done.Sum(month => month.Pages);
        var (low, high) = PoissonInterval.Of(pages);
        const string Command = "./telemetry bench quality cluster-months";
        return
        [
            new QualityRow("false pages a cluster-month", (double)pages / done.Length, "≤ 1", done.Length, Command)
            {
                Note = string.Create(CultureInfo.InvariantCulture, $"95 % interval {low / done.Length:F2}–{high / done.Length:F2}; {done.Length} of {months} months"),
            },
            new QualityRow("false tickets a cluster-day", done.Sum(month => month.Incidents) / (done.Length * DaysPerMonth), "≤ 1", done.Length, Command),
        ];
    }

    private static int Opened(IEnumerable<IncidentUpdate> updates, IncidentSeverity least) =>
        updates.Where(update => update.Severity >= least).Select(update => update.Id).Distinct(StringComparer.Ordinal).Count();
}
