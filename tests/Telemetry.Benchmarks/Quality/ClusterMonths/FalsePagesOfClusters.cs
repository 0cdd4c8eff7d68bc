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

    /// <inheritdoc/>
    public string Name => "cluster-months";

    /// <inheritdoc/>
    public string Method => "Healthy clusters of eight parts with three instances each (192 latency histograms, 135 other signals), 30 days apiece, every seed another cluster: a day cycle of ±40 %, "
        + "latencies with wandering medians and heavy tails, common noise of the node, stalls of ten seconds (four times as slow, 6 a day and instance), a restart a day and a new version a week for each instance "
        + "(±5 % of its latency, some series under new names). The records go through both stages of the detector, one scrape a minute. Every page is false.";

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var pages = new int[months];
        var tickets = new int[months];
        Parallel.For(0, months, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, month =>
        {
            var updates = new QuietCluster(seed: 100 + month, IntervalMs, instances: Instances).Run(DaysPerMonth);
            pages[month] = Opened(updates, IncidentSeverity.Page);
            tickets[month] = Opened(updates, IncidentSeverity.Ticket);
            context.Log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name}: cluster {month}: {pages[month]} pages, {tickets[month]} incidents"));
        });
        var (low, high) = PoissonInterval.Of(pages.Sum());
        return
        [
            new QualityRow("false pages a cluster-month", (double)pages.Sum() / months, "≤ 1", months, "./telemetry bench quality cluster-months")
            {
                Note = string.Create(CultureInfo.InvariantCulture, $"95 % interval {low / months:F2}–{high / months:F2}"),
            },
            new QualityRow("false tickets a cluster-day", tickets.Sum() / (months * DaysPerMonth), "≤ 1", months, "./telemetry bench quality cluster-months"),
        ];
    }

    private static int Opened(IEnumerable<IncidentUpdate> updates, IncidentSeverity least) =>
        updates.Where(update => update.Severity >= least).Select(update => update.Id).Distinct(StringComparer.Ordinal).Count();
}
