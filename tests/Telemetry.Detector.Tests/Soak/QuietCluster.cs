using Telemetry.Catalog;
using Telemetry.Detection.Correlation;
using Telemetry.Detector.Correlating;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Detector.Observing;

namespace Telemetry.Detector.Tests.Soak;

/// <summary>
/// A healthy cluster with both stages of the detector: days and nights, noise that all parts have in common, heavy tails, restarts, new
/// versions with young series, and short stalls of a part or of the whole node. From a given day on the whole node is slow.
/// </summary>
/// <param name="seed">Of all chance in it.</param>
/// <param name="intervalMs">Distance of the scrapes, milliseconds.</param>
/// <param name="slowAfterDays">When the node becomes slow.</param>
/// <param name="instances">Of each part.</param>
internal sealed class QuietCluster(int seed, long intervalMs, double slowAfterDays = double.PositiveInfinity, int instances = 1)
{
    private const double NodeStallsPerDay = 1.5;
    private const double DayMs = 86_400_000;
    private const double Slow = 3;

    private static readonly string[] Components =
        ["etcd", "apiserver", "controller-manager", "scheduler", "kubelet", "container-runtime", "coredns", "admission-webhook"];

    private readonly Noise _noise = new(seed);

    /// <summary>Every change of an incident in so many days.</summary>
    public List<IncidentUpdate> Run(double days)
    {
        var targets = Components.SelectMany(component => Enumerable.Range(0, instances).Select(i => new QuietTarget(component, i, _noise))).ToList();
        var observers = targets.ConvertAll(target => new TargetObserver(SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, target.Id));
        var correlator = new Correlator(
            CatalogTraits.Of(SignalCatalog.BuiltIn), CatalogTraits.Of(SignalCatalog.BuiltIn.Topology), new CorrelatorSettings(new EvidenceBudget()));
        var wander = new Wander(_noise, 0.9, 0.03);
        var updates = new List<IncidentUpdate>();
        const long StartMs = 1_700_000_000_000;
        for (var time = StartMs; time < StartMs + (days * DayMs); time += intervalMs)
        {
            var load = 1 + (0.4 * Math.Sin(time / DayMs * 2 * Math.PI));
            var slowness = (1 + (0.05 * (load - 1))) * wander.Next();
            var stalls = _noise.Happens(NodeStallsPerDay * intervalMs / DayMs) ? 1 : 0;
            if (time >= StartMs + (slowAfterDays * DayMs)) slowness *= Slow;
            for (var i = 0; i < targets.Count; i++)
            {
                // In rounds, the first instances first: every round is a decision of the whole cluster, and a month has millions of scrapes.
                var at = time + (i % instances * intervalMs / instances);
                observers[i].Begin(new ScrapeReading(at, 20, intervalMs));
                observers[i].Read(targets[i].Scrape(at, intervalMs, load, slowness, stalls).Span);
                correlator.Take(SignalFindings.Of(observers[i].End()), out var some);
                updates.AddRange(some);
            }
        }

        return updates;
    }
}
