using Telemetry.Catalog;
using Telemetry.Detection.Correlation;
using Telemetry.Detector.Correlating;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Detector.Observing;
using Xunit;

namespace Telemetry.Detector.Tests.Correlating;

/// <summary>A part that does not answer, through both stages.</summary>
public sealed class OutageTests
{
    private const int DownAfter = 500;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Take_TargetIsDown_IsPagedAfterAMinuteAndResolvedWhenItIsBack(int intervalSeconds)
    {
        var updates = Run(intervalSeconds, downFor: 200);

        var paged = updates.First(update => update.Severity == IncidentSeverity.Page);
        Assert.Equal(("etcd", "down"), (paged.Root[0].Component, paged.Root[0].Cause));
        Assert.InRange(SecondOf(paged.AtMs) - DownAfter, 60, 60 + (2 * intervalSeconds));
        Assert.InRange(SecondOf(paged.BeganMs) - DownAfter, 0, intervalSeconds);
        Assert.InRange(SecondOf(updates[^1].AtMs) - DownAfter - 200, 0, 300);
        Assert.Equal(IncidentEvent.Resolved, updates[^1].Event);
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(1, 50)]
    [InlineData(5, 20)]
    [InlineData(5, 50)]
    public void Take_TargetRestarts_SaysNothing(int intervalSeconds, int downFor) => Assert.Empty(Run(intervalSeconds, downFor));

    private static List<IncidentUpdate> Run(int intervalSeconds, int downFor)
    {
        var (records, updates) = (new Records(), new List<IncidentUpdate>());
        var observer = new TargetObserver(SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, Records.Target);
        var correlator = new Correlator(
            CatalogTraits.Of(SignalCatalog.BuiltIn), CatalogTraits.Of(SignalCatalog.BuiltIn.Topology), new CorrelatorSettings(new EvidenceBudget()));
        for (var second = 0; second < 1_200; second += intervalSeconds)
        {
            var isUp = second is < DownAfter || second >= DownAfter + downFor;
            observer.Begin(new ScrapeReading(Records.StartMs + (second * 1000), 15, intervalSeconds * 1000));
            observer.Read(records.Scrape(second, isSlow: false, isUp, intervalSeconds * 1000));
            correlator.Take(SignalFindings.Of(observer.End()), out var some);
            updates.AddRange(some);
        }

        return updates;
    }

    private static long SecondOf(long timeMs) => (timeMs - Records.StartMs) / 1000;
}
