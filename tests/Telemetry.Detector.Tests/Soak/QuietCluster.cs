using Telemetry.Catalog;
using Telemetry.Detection.Correlation;
using Telemetry.Detector.Correlating;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Detector.Observing;

namespace Telemetry.Detector.Tests.Soak;

/// <summary>
/// A healthy cluster with both stages of the detector: days and nights, noise that all parts have in common, heavy tails, restarts, and
/// stalls of the node that last for one scrape. From a given day on the whole node is slow.
/// </summary>
internal sealed class QuietCluster(int seed, long intervalMs, double slowAfterDays = double.PositiveInfinity)
{
    private const double NodeHiccupProbability = 1.0 / 4000;
    private const double DayMs = 86_400_000;
    private const double Slow = 3;

    private static readonly string[] Components =
        ["etcd", "apiserver", "controller-manager", "scheduler", "kubelet", "container-runtime", "coredns", "admission-webhook"];

    private readonly Noise _noise = new(seed);

    /// <summary>Every change of an incident in so many days.</summary>
    public List<IncidentUpdate> Run(double days)
    {
        var targets = Components.Select(component => new QuietTarget(component, _noise)).ToList();
        var observers = targets.ConvertAll(target => new TargetObserver(SignalCatalog.BuiltIn, LevelDetectors.BuiltIn, target.Id));
        var correlator = new Correlator(
            CatalogTraits.Of(SignalCatalog.BuiltIn), CatalogTraits.Of(SignalCatalog.BuiltIn.Topology), new CorrelatorSettings(new EvidenceBudget()));
        var wander = new Wander(_noise, 0.9, 0.03);
        var updates = new List<IncidentUpdate>();
        const long StartMs = 1_700_000_000_000;
        for (var time = StartMs; time < StartMs + (days * DayMs); time += intervalMs)
        {
            var load = 1 + (0.4 * Math.Sin(time / DayMs * 2 * Math.PI));
            var slowness = (1 + (0.05 * (load - 1))) * wander.Next() * (_noise.Happens(NodeHiccupProbability) ? 3 : 1);
            if (time >= StartMs + (slowAfterDays * DayMs)) slowness *= Slow;
            for (var i = 0; i < targets.Count; i++)
            {
                var at = time + (i * intervalMs / targets.Count);
                observers[i].Begin(new ScrapeReading(at, 20, intervalMs));
                observers[i].Read(targets[i].Scrape(at, intervalMs, load, slowness).Span);
                correlator.Take(SignalFindings.Of(observers[i].End()), out var some);
                updates.AddRange(some);
            }
        }

        return updates;
    }
}
