using Telemetry.Detection.Correlation;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

/// <summary>A page is of what users feel; what they do not feel is a ticket.</summary>
public sealed class FeltTests
{
    [Theory]
    [InlineData(5.5, IncidentSeverity.Ticket)]
    [InlineData(12, IncidentSeverity.Page)]
    public void Take_ACauseThatNobodyFeels_PagesWhenAPartThatIsFeltWould(double felt, IncidentSeverity expected)
    {
        var correlator = new Correlator(UnfeltSync(), SimulatedCluster.Graph, new CorrelatorSettings(new EvidenceBudget()));

        var updates = SimulatedCluster.Run(
            SimulatedCluster.Scrapes(400, (part, second) => (part, second) switch { (_, < 100) => 0, ("etcd", _) => 12, ("apiserver", _) => felt, _ => 0 }), correlator);

        Assert.Equal(expected, updates.Max(update => update.Severity));
    }

    [Theory]
    [InlineData(3, IncidentSeverity.Ticket)]
    [InlineData(5, IncidentSeverity.Page)]
    public void Take_ACauseBesideWhatIsFelt_PagesWhereThatIsMoreThanADaysNoise(double felt, IncidentSeverity expected)
    {
        var correlator = new Correlator(UnfeltSync(), SimulatedCluster.Graph, new CorrelatorSettings(new EvidenceBudget()));
        var scrapes = SimulatedCluster.Scrapes(400, (part, second) => part == "etcd" && second >= 100 ? 12 : 0).ConvertAll(scrape => scrape with
        {
            Signals = [.. scrape.Signals, .. scrape.Signals.Where(signal => signal.Signal == "sync")
                .Select(signal => signal with { Signal = "request", Evidence = Math.Min(signal.Evidence, felt) })],
        });

        Assert.Equal(expected, SimulatedCluster.Run(scrapes, correlator).Max(update => update.Severity));
    }

    [Theory]
    [InlineData(false, IncidentSeverity.Ticket)]
    [InlineData(true, IncidentSeverity.Page)]
    public void Take_APartOfWhichOnlyThePastIsKnown_PagesWhereACallerMeasuresIt(bool isMeasuredByCaller, IncidentSeverity expected)
    {
        var traits = SimulatedCluster.Traits.Values.Select(signal => signal with { IsLearned = true }).ToDictionary(signal => signal.Id);
        var correlator = new Correlator(traits, SimulatedCluster.Graph, new CorrelatorSettings(new EvidenceBudget()));
        var (measuring, measured) = isMeasuredByCaller ? ("scheduler", "attempt") : ("apiserver", "request");
        var scrapes = SimulatedCluster.Scrapes(400, (part, second) => part == measuring && second >= 100 ? 12 : 0).ConvertAll(scrape => scrape with
        {
            Signals = [.. scrape.Signals.Select(signal => signal.Signal == measured ? signal with { Component = "apiserver" } : signal)],
        });

        Assert.Equal(expected, SimulatedCluster.Run(scrapes, correlator).Max(update => update.Severity));
    }

    private static Dictionary<string, SignalTraits> UnfeltSync() => SimulatedCluster.Traits.Values
        .Select(signal => signal.Id == "sync" ? signal with { IsUserFacing = false } : signal).ToDictionary(signal => signal.Id);
}
