using Telemetry.Detection.Correlation;
using Telemetry.Detection.Forecasting;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

public sealed class BreachPageTests
{
    // Between what a ticket and what a page demands.
    private const double TicketEvidence = 5.5;

    private static readonly BreachForecast Breach = new(
        SimulatedCluster.StartMs, 0.5, LimitSource.Catalog, 0.64, new BreachTime(480_000, 720_000, 1_200_000), BreachWarning.Foretold);

    [Fact]
    public void Take_DriftWorthATicketAndABreachForetold_Pages()
    {
        var updates = SimulatedCluster.Run(WithBreach(Drift(TicketEvidence)));

        var paged = updates.First(update => update.Severity == IncidentSeverity.Page);
        Assert.Contains("limit 500 ms in 12 min (8–20), 64 %", paged.Summary, StringComparison.Ordinal);
        Assert.True(paged.Summary.Length <= 160, paged.Summary);
    }

    [Fact]
    public void Take_DriftWorthATicketAlone_IsATicket()
    {
        var updates = SimulatedCluster.Run(Drift(TicketEvidence));

        Assert.NotEmpty(updates);
        Assert.All(updates, update => Assert.NotEqual(IncidentSeverity.Page, update.Severity));
    }

    [Fact]
    public void Take_BreachForetoldOfWhatDoesNotDrift_SaysNothing() => Assert.Empty(SimulatedCluster.Run(WithBreach(Drift(0))));

    [Fact]
    public void Take_BreachForetoldOfWhatHardlyDriftsBesideATicket_IsATicket()
    {
        var updates = SimulatedCluster.Run(WithBreach(Drift(evidence: 2.1)).Select(scrape => scrape with
        {
            Signals = [.. scrape.Signals, .. scrape.Signals.Where(signal => signal.Signal == "sync" && signal.Evidence > 0)
                .Select(signal => signal with { Signal = "request", Evidence = TicketEvidence, Breach = null })],
        }));

        Assert.Equal(IncidentSeverity.Ticket, updates.Max(update => update.Severity));
    }

    [Fact]
    public void Snapshot_WithABreach_GoesOnAlike()
    {
        var scrapes = WithBreach(Drift(TicketEvidence)).ToList();
        var correlator = SimulatedCluster.NewCorrelator();
        var updates = SimulatedCluster.Run(scrapes.Take(400), correlator);
        var writer = new Snapshots.SnapshotWriter();
        correlator.Save(writer);
        var restored = SimulatedCluster.NewCorrelator();
        var reader = new Snapshots.SnapshotReader(writer.Written.Span);
        restored.Restore(ref reader);
        updates.AddRange(SimulatedCluster.Run(scrapes.Skip(400), restored));

        Assert.Equal(SimulatedCluster.Run(scrapes).Select(update => update.Summary), updates.Select(update => update.Summary));
    }

    private static List<ScrapeFinding> Drift(double evidence) =>
        SimulatedCluster.Scrapes(300, (part, second) => part == "etcd" && second >= 100 ? evidence : 0);

    private static IEnumerable<ScrapeFinding> WithBreach(IEnumerable<ScrapeFinding> scrapes) => scrapes.Select(scrape => scrape with
    {
        Signals = [.. scrape.Signals.Select(signal => signal.Signal == "sync" ? signal with { Breach = Breach } : signal)],
    });
}
