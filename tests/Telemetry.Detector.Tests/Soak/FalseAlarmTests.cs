using Telemetry.Detection.Correlation;
using Xunit;

namespace Telemetry.Detector.Tests.Soak;

public sealed class FalseAlarmTests
{
    [Fact]
    public void Run_HealthyClusterForSomeHours_PagesNobody()
    {
        var updates = new QuietCluster(seed: 1, intervalMs: 15_000).Run(days: 0.2);

        Assert.Empty(Pages(updates));
        Assert.InRange(updates.Count(update => update.Event == IncidentEvent.Opened), 0, 1);
    }

    [Fact]
    public void Run_FirstScrapesOfHealthyClusters_PageNobody()
    {
        const int Scrapes = 250;
        for (var seed = 10; seed < 13; seed++)
            Assert.Empty(Pages(new QuietCluster(seed, intervalMs: 5_000).Run(days: Scrapes * 5_000 / 86_400_000.0)));
    }

    // The same cluster must be able to page, or its silence says nothing.
    [Fact]
    public void Run_NodeSlowsThreefold_IsPaged() =>
        Assert.NotEmpty(Pages(new QuietCluster(seed: 2, intervalMs: 5_000, slowAfterDays: 0.01).Run(days: 0.02)));

    private static IEnumerable<string> Pages(IEnumerable<IncidentUpdate> updates) =>
        updates.Where(update => update.Severity == IncidentSeverity.Page).DistinctBy(update => update.Id).Select(update => update.Summary);
}
