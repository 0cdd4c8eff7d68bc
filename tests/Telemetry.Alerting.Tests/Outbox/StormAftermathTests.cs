using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Alerting.Tests.Outbox;

public sealed class StormAftermathTests
{
    private readonly DeliveryLedger _ledger = new(new AlertingMetrics(Meters.Create(), new CurrentPlan(AlertingPlan.From(new AlertingOptions())), new IncidentInbox()));

    [Fact]
    public void Storm_ThatIsOver_IsClearedUpOnceWhenItIsQuiet()
    {
        using var aftermath = new StormAftermath(_ledger, TimeProvider.System);
        Make(StormAftermath.Storm);
        Assert.False(aftermath.IsOver());
        Make(1);
        Assert.False(aftermath.IsOver());
        Assert.True(aftermath.IsOver());
        Assert.False(aftermath.IsOver());
    }

    [Fact]
    public void Messages_OfAnOrdinaryDay_AreNoStorm()
    {
        using var aftermath = new StormAftermath(_ledger, TimeProvider.System);
        Make(StormAftermath.Storm - 1);
        Assert.False(aftermath.IsOver());
        Assert.False(aftermath.IsOver());
    }

    private void Make(int messages)
    {
        for (var i = 0; i < messages; i++) _ledger.Enqueued("webhook");
    }
}
