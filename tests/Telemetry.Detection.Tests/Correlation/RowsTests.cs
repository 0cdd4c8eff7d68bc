using Telemetry.Detection.Correlation;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

/// <summary>Rows of a table, five minutes apart, of which nothing but their past is known.</summary>
public sealed class RowsTests
{
    private const long StartMs = 1_000_000_000_000;
    private const long StepMs = 300_000;
    private const int Rows = 20;

    private static readonly string[] Parts = ["front", "shop", "store", "queue"];

    private static readonly DependencyGraph Graph = new(
        new Dictionary<string, IReadOnlyDictionary<string, double>>
        {
            ["front"] = new Dictionary<string, double> { ["shop"] = 0.9, ["queue"] = 0.9 },
            ["shop"] = new Dictionary<string, double> { ["store"] = 0.9 },
        },
        neverRoot: []);

    [Theory]
    [InlineData(false, IncidentSeverity.Ticket)]
    [InlineData(true, IncidentSeverity.Page)]
    public void Take_ACallerFeltItInTheRowBefore_Pages(bool isFelt, IncidentSeverity expected)
    {
        var updates = Run((part, row) => (part, row) switch { ("shop", 10 or 11) => 11, ("front", 10) => isFelt ? 3 : 0, _ => 0 });

        Assert.Equal(expected, updates.Max(update => update.Severity));
    }

    [Fact]
    public void Take_AnotherPartFellIllInTheNextRow_IsTheSameIncident()
    {
        var updates = Run((part, row) => (part, row) switch { ("queue", 10 or 11) => 8, ("shop", 11 or 12) => 11, ("front", 10 or 11 or 12) => 3, _ => 0 });

        Assert.Single(updates, update => update.Event == IncidentEvent.Opened);
    }

    [Fact]
    public void Take_TheRootRecoversBeforeItsCaller_StaysTheRoot()
    {
        var updates = Run((part, row) => (part, row) switch { ("store", 10 or 11) => 11, ("shop", 10 or 11 or 12 or 13) => 6, ("front", >= 10 and < 14) => 5, _ => 0 });

        Assert.Contains(updates, update => update.AtMs > StartMs + (12 * StepMs) && update.Severity == IncidentSeverity.Page);
        Assert.All(updates.Where(update => update.Root.Count > 0), update => Assert.Equal("store", update.Root[0].Component));
    }

    private static List<IncidentUpdate> Run(Func<string, int, double> evidence)
    {
        var traits = Parts.ToDictionary(part => part, part => new SignalTraits
        {
            Id = part,
            Title = "latency",
            Cause = "",
            Unit = "s",
            Shape = SignalShape.Latency,
            IsUserFacing = true,
            IsLearned = true,
        });
        return SimulatedCluster.Run(
            from row in Enumerable.Range(0, Rows) from part in Parts select ScrapeOf(part, row, evidence(part, row)),
            new Correlator(traits, Graph, new CorrelatorSettings(new EvidenceBudget())));
    }

    private static ScrapeFinding ScrapeOf(string part, int row, double evidence)
    {
        var timeMs = StartMs + (row * StepMs);
        var finding = new SignalFinding(part, part, part, evidence, evidence > 0 ? timeMs : 0, evidence > 0 ? 0.3 : 0.01, 0.01);
        return new ScrapeFinding(part, part, timeMs, DurationMs: 0, StepMs, IsUp: true, [finding]);
    }
}
