using Telemetry.Detection.Correlation;
using Telemetry.Detection.Snapshots;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

/// <summary>Several parts that are slightly unusual at once: a ticket of the cluster, under a budget of its own.</summary>
public sealed class ClusterTicketTests
{
    private const int Begin = 120;
    private const double Slight = 2.7;
    private static readonly string[] Parts = ["a", "b", "c", "d", "e", "f"];

    private static readonly Dictionary<string, SignalTraits> Traits = new()
    {
        ["request"] = new SignalTraits { Id = "request", Title = "requests", Cause = "", Unit = "s", Limit = 1, Shape = SignalShape.Latency, IsUserFacing = true },
    };

    [Fact]
    public void IndependentParts_SlightlyUnusualAtOnce_AreOneTicketThatNamesThemAndEnds()
    {
        var updates = Run(NewCorrelator(), (part, second) => part is not ("e" or "f") && second is >= Begin and < 400 ? Slight : 0);

        var opened = updates[0];
        Assert.Equal((IncidentEvent.Opened, IncidentSeverity.Ticket), (opened.Event, opened.Severity));
        Assert.Equal(new RootCause("cluster", "several parts", 1), Assert.Single(opened.Root));
        Assert.Equal(["a", "b", "c", "d"], opened.Signals.Select(signal => signal.Finding.Component).Order());
        Assert.StartsWith("4 independent parts are slightly unusual at once", opened.Summary, StringComparison.Ordinal);
        Assert.Equal([IncidentEvent.Opened, IncidentEvent.Resolved], updates.Select(update => update.Event));
    }

    [Fact]
    public void TwoParts_SlightlyUnusualAtOnce_SayNothing() =>
        Assert.Empty(Run(NewCorrelator(), (part, second) => part is "a" or "b" && second >= Begin ? Slight : 0));

    [Fact]
    public void PartsThatStandOnOne_AreOnePart() =>
        Assert.Empty(Run(NewCorrelator(dependency: "a"), (part, second) => part is not ("e" or "f") && second >= Begin ? Slight : 0));

    [Fact]
    public void PartsThatWereJustDeployed_SayNothing()
    {
        var correlator = NewCorrelator();
        foreach (var part in Parts) correlator.Take(new ClusterChange($"c-{part}", TimeOf(Begin), TimeOf(Begin), part, IsRestart: false, IsRoutine: false, default));

        Assert.Empty(Run(correlator, (part, second) => part is not ("e" or "f") && second >= Begin ? Slight : 0));
    }

    [Fact]
    public void IncidentOfOnePart_EndsTheTicketOfTheCluster()
    {
        var updates = Run(NewCorrelator(), (part, second) => part is "e" or "f" || second < Begin ? 0 : part == "a" && second >= 300 ? 11 : Slight);

        Assert.Equal(IncidentEvent.Resolved, updates.Last(update => update.Root[0].Component == "cluster").Event);
        Assert.Contains(updates, update => update.Root[0].Component == "a" && update.Severity == IncidentSeverity.Page);
        Assert.DoesNotContain(updates, update => update.Root[0].Component == "cluster" && update.Severity == IncidentSeverity.Page);
    }

    [Fact]
    public void SmallerBudget_AsksForMore() =>
        Assert.Empty(Run(NewCorrelator(ticketsPerDay: 0.01), (part, second) => part is not ("e" or "f") && second >= Begin ? Slight : 0));

    [Fact]
    public void Restore_WhileItIsOpen_GoesOnWithTheSameTicket()
    {
        static double Evidence(string part, int second) => part is not ("e" or "f") && second is >= Begin and < 400 ? Slight : 0;
        var (first, second) = (NewCorrelator(), NewCorrelator());
        var updates = Run(first, Evidence, until: 300);
        var writer = new SnapshotWriter();
        first.Save(writer);
        var reader = new SnapshotReader(writer.Written.Span);
        second.Restore(ref reader);
        updates.AddRange(Run(second, Evidence, from: 300));

        Assert.True(reader.AtEnd);
        Assert.Equal(Run(NewCorrelator(), Evidence).Select(update => (update.Id, update.Sequence, update.AtMs)), updates.Select(update => (update.Id, update.Sequence, update.AtMs)));
    }

    private static long TimeOf(int second) => SimulatedCluster.StartMs + (second * 1000L);

    private static Correlator NewCorrelator(string? dependency = null, double ticketsPerDay = 1) => new(
        Traits,
        new DependencyGraph(Parts.ToDictionary(part => part, part => (IReadOnlyDictionary<string, double>)(dependency is null || part == dependency
            ? new Dictionary<string, double>() : new Dictionary<string, double> { [dependency] = 0.9 })), []),
        new CorrelatorSettings(new EvidenceBudget(ClusterTicketsPerDay: ticketsPerDay)));

    private static List<IncidentUpdate> Run(Correlator correlator, Func<string, int, double> evidence, int from = 0, int until = 700)
    {
        var scrapes = new List<ScrapeFinding>();
        for (var second = from; second < until; second += 5)
            foreach (var part in Parts)
            {
                var unusual = evidence(part, second);
                var finding = new SignalFinding("request", "request", part, unusual, unusual > 0 ? TimeOf(second) : 0, unusual > 0 ? 0.3 : 0.01, 0.01);
                scrapes.Add(new ScrapeFinding(part, $"{part}-0", TimeOf(second), 20, 5_000, IsUp: true, [finding]));
            }

        return SimulatedCluster.Run(scrapes, correlator);
    }
}
