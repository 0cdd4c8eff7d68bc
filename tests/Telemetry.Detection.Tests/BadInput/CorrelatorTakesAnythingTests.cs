using Telemetry.Detection.Correlation;
using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Tests.Correlation;
using Xunit;

namespace Telemetry.Detection.Tests.BadInput;

/// <summary>No finding makes correlation throw, and what it says then is still an incident.</summary>
public sealed class CorrelatorTakesAnythingTests
{
    private static readonly string[] Names = ["", "etcd", "apiserver", "nobody", "client", "node", "a|b", "\0"];
    private static readonly string[] Signals = ["up", "sync", "request", "attempt", "cpu", "", "unknown"];

    [Fact]
    public void Correlator_ArbitraryFindings_NeverThrows()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var (arbitrary, correlator) = (new Arbitrary(seed), SimulatedCluster.NewCorrelator());
            for (var i = 0; i < 300; i++)
            {
                correlator.Take(Scrape(arbitrary), out var updates);
                Assert.All(updates, update => Assert.InRange(update.Summary.Length, 1, 160));
            }

            var writer = new SnapshotWriter();
            correlator.Save(writer);
            var reader = new SnapshotReader(writer.Written.Span);
            SimulatedCluster.NewCorrelator().Restore(ref reader);
            Assert.True(reader.AtEnd);
        }
    }

    private static ScrapeFinding Scrape(Arbitrary arbitrary)
    {
        var time = 1_790_000_000_000 + (arbitrary.Below(600) * 1_000L);
        var findings = Enumerable.Range(0, arbitrary.Below(4)).Select(_ => new SignalFinding(
            Signals[arbitrary.Below(Signals.Length)], "family", Names[arbitrary.Below(Names.Length)],
            arbitrary.Value(), arbitrary.Flag() ? 0 : time - arbitrary.Below(1_000_000), arbitrary.Value(), arbitrary.Value())
        {
            IsAdopted = arbitrary.Below(50) == 0,
        });
        return new ScrapeFinding(
            Names[arbitrary.Below(Names.Length)], $"{arbitrary.Below(3)}", time, arbitrary.Below(10_000), arbitrary.Below(3) * 5_000L, arbitrary.Flag(), [.. findings])
        {
            Ends = arbitrary.Below(40) == 0,
            RestartedMs = arbitrary.Below(20) == 0 ? time : 0,
        };
    }
}
