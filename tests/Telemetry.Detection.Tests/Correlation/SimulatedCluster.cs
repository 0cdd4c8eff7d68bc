using Telemetry.Detection.Correlation;

namespace Telemetry.Detection.Tests.Correlation;

/// <summary>A small control plane as correlation sees it: three targets of one second's interval each, and what is told about them.</summary>
internal sealed class SimulatedCluster
{
    public const long StartMs = 1_000_000_000;

    public static readonly IReadOnlyDictionary<string, SignalTraits> Traits = new[]
    {
        Latency("sync", "disk", limit: 0.5), Latency("request", "", limit: 1), Latency("attempt", "", limit: 1), Latency("cpu", "cpu", limit: 0.1),
        new SignalTraits { Id = "up", Title = "scrapes", Cause = "down", Unit = "1", Shape = SignalShape.Availability, IsUserFacing = true },
    }.ToDictionary(traits => traits.Id);

    public static readonly DependencyGraph Graph = new(
        new Dictionary<string, IReadOnlyDictionary<string, double>>
        {
            ["node"] = new Dictionary<string, double>(),
            ["etcd"] = new Dictionary<string, double> { ["node"] = 0.8 },
            ["apiserver"] = new Dictionary<string, double> { ["etcd"] = 0.9, ["node"] = 0.8 },
            ["scheduler"] = new Dictionary<string, double> { ["apiserver"] = 0.9, ["node"] = 0.8 },
            ["client"] = new Dictionary<string, double> { ["apiserver"] = 1 },
        },
        neverRoot: ["client"]);

    public static readonly (string Component, string Signal)[] Parts = [("etcd", "sync"), ("apiserver", "request"), ("scheduler", "attempt")];

    public static Correlator NewCorrelator() => new(Traits, Graph, new CorrelatorSettings(new EvidenceBudget()));

    /// <summary>Scrapes of every target for some seconds; <paramref name="evidence"/> says how unusual a part is at a second.</summary>
    public static List<ScrapeFinding> Scrapes(int seconds, Func<string, int, double> evidence, Func<string, int, bool>? isUp = null)
    {
        var scrapes = new List<ScrapeFinding>();
        for (var second = 0; second < seconds; second++)
            for (var part = 0; part < Parts.Length; part++)
                scrapes.Add(Scrape(Parts[part], second, part, evidence(Parts[part].Component, second), isUp?.Invoke(Parts[part].Component, second) ?? true));
        return scrapes;
    }

    /// <summary>All updates of a correlator for these scrapes.</summary>
    public static List<IncidentUpdate> Run(IEnumerable<ScrapeFinding> scrapes, Correlator? correlator = null)
    {
        correlator ??= NewCorrelator();
        var updates = new List<IncidentUpdate>();
        foreach (var scrape in scrapes)
        {
            correlator.Take(scrape, out var some);
            updates.AddRange(some);
        }

        return updates;
    }

    private static ScrapeFinding Scrape((string Component, string Signal) part, int second, int offset, double evidence, bool isUp)
    {
        var time = StartMs + (second * 1000) + (offset * 250);
        var up = new SignalFinding("up", "up", part.Component, isUp ? 0 : 12, 0, isUp ? 1 : 0, 1);
        SignalFinding[] findings = isUp
            ? [up, new(part.Signal, part.Signal, part.Component, evidence, evidence > 0 ? time : 0, evidence > 0 ? 0.3 : 0.01, 0.01)]
            : [up];
        return new ScrapeFinding(part.Component, $"{part.Component}-0", time, DurationMs: 20, IntervalMs: 1000, isUp, findings);
    }

    private static SignalTraits Latency(string id, string cause, double limit) =>
        new() { Id = id, Title = id, Cause = cause, Unit = "s", Limit = limit, Shape = SignalShape.Latency, IsUserFacing = true };
}
