using Telemetry.Detection.Correlation;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

public sealed class ComponentWatchTests
{
    private const long IntervalMs = 5_000;
    private const long StartMs = 1_000_000_000;

    [Fact]
    public void Take_OwnTroubleForOneScrape_IsKeptUntilTheComponentIsWell()
    {
        var watch = new ComponentWatch();
        for (var scrape = 0; scrape < 10; scrape++) Take(watch, scrape, joint: 9, local: scrape == 2 ? 8 : 0);
        Assert.Equal(8, watch.PeakLocal);

        for (var scrape = 10; scrape < 20; scrape++) Take(watch, scrape, joint: 0, local: 0);
        Assert.Equal(0, watch.PeakLocal);
    }

    [Fact]
    public void IsFelt_ForAsLongAsADipIsForgiven_AndNoLonger()
    {
        var watch = new ComponentWatch();
        for (var scrape = 0; scrape < 10; scrape++)
        {
            Take(watch, scrape, joint: 9, local: 0, isFelt: scrape == 0);
            Assert.Equal(scrape <= 2, watch.IsFelt);
        }
    }

    private static void Take(ComponentWatch watch, int scrape, double joint, double local, bool isFelt = false) =>
        watch.Take(StartMs + (scrape * IntervalMs), joint, local, isFelt, IntervalMs, IntervalMs, new EvidenceBudget());
}
