using Telemetry.Benchmarks.Quality.Simulation;
using Telemetry.Detection.Correlation;
using Telemetry.Detection.Detectors;

namespace Telemetry.Benchmarks.Quality.Roots;

/// <summary>Whether the odds of a root are what they say: faults in simulated graphs of latencies, through their detector and the correlation.</summary>
internal sealed class RootOddsMeasure : IQualityMeasure
{
    private const string Command = "./telemetry bench quality roots";
    private const int Cases = 504;
    private const int Seed = 2;
    private const int Bins = 10;
    private const int WarmSamples = 60;
    private const int FaultAt = 120;
    private const int Samples = 180;
    private const int LookedAt = 150;
    private const long StepMs = 10_000;
    private const long StartMs = 1_000_000_000_000;

    private static readonly (double, double)[] Gains = [(0.3, 0.8), (0.5, 1.5), (0.8, 2.5)];
    private static readonly double[] Seen = [1, 0.8];

    /// <inheritdoc/>
    public string Name => "roots";

    /// <inheritdoc/>
    public string Method => """
        504 graph cases: one of seven parts of a control plane falls ill by 2.5 to 6 standard deviations (AR(1) noise, φ = 0.5, a sample every 10 s), the
        others follow along the graph with gains of 0.3–0.8, 0.5–1.5 or 0.8–2.5; all or four fifths of them are watched. What wanders is the
        logarithm of latencies, a tenth for a standard deviation, 300 observations a scrape; they go through their detector and the correlation; judged is the
        incident's last line. ECE over ten bins of the first candidate's odds. The weights of the ranking were
        fitted on other seeds of the same generator.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var noise = new SeededNoise(Seed);
        var (odds, hits, counts) = (new double[Bins], new int[Bins], new int[Bins]);
        foreach (var gain in Gains)
            foreach (var seen in Seen)
                for (var i = 0; i < Cases / (Gains.Length * Seen.Length); i++)
                {
                    var root = SimulatedGraph.Roots[(int)(noise.Uniform() * SimulatedGraph.Roots.Length)];
                    if (FirstOf(new SimulatedGraph(root, 2.5 + (3.5 * noise.Uniform()), gain, seen, noise), noise) is not { } first) continue;
                    var bin = Math.Min((int)(first.Probability * Bins), Bins - 1);
                    odds[bin] += first.Probability;
                    counts[bin]++;
                    if (first.Component == root) hits[bin]++;
                }

        var found = counts.Sum();
        return
        [
            new QualityRow("roots: calibration error of the first candidate's odds", Enumerable.Range(0, Bins).Sum(bin => Math.Abs(odds[bin] - hits[bin])) / found, "≤ 0.1", found, Command)
            {
                Note = $"of {Cases} cases {found} became an incident; seed apart from those that the weights were fitted on",
            },
            new QualityRow("roots: true root first", (double)hits.Sum() / found, "", found, Command),
        ];
    }

    // Null where no incident was opened after the fault.
    private static RootCause? FirstOf(SimulatedGraph graph, SeededNoise noise)
    {
        var parts = graph.Watched.ToDictionary(part => part, _ => new WatchedPart());
        var correlator = new Correlator(SimulatedGraph.Parts.ToDictionary(part => part, TraitsOf), SimulatedGraph.Dependencies, new CorrelatorSettings(new EvidenceBudget()));
        var updates = new List<IncidentUpdate>();
        for (var sample = 0; sample < Samples && (sample <= LookedAt || updates.Count == 0); sample++)
        {
            var time = new ScrapeTime(StartMs + (sample * StepMs), StepMs / 1000.0);
            var isWarming = sample < WarmSamples;
            foreach (var (part, watched) in parts)
            {
                var score = watched.Step(graph.Next(part, sample - FaultAt, noise), time, isWarming, noise);
                // Three times the level: what is large enough to matter is not at issue here.
                SignalFinding[] findings = isWarming ? [] : [new(part, part, part, score.Evidence, score.OnsetMs, score.Value * 3, score.Baseline)];
                correlator.Take(new ScrapeFinding(part, part, time.TimeMs, 0, StepMs, true, findings), out var some);
                updates.AddRange(some);
            }
        }

        var opened = updates.Find(update => update.Event == IncidentEvent.Opened && update.AtMs >= StartMs + (FaultAt * StepMs));
        return opened is null ? null : updates.FindLast(update => update.Id == opened.Id && update.Root.Count > 0)?.Root[0];
    }

    private static SignalTraits TraitsOf(string part) =>
        new() { Id = part, Title = part, Cause = "", Unit = "s", Shape = SignalShape.Latency, IsUserFacing = true };
}
