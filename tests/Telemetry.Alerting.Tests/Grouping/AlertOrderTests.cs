using Telemetry.Alerting.Grouping;
using Xunit;

namespace Telemetry.Alerting.Tests.Grouping;

public class AlertOrderTests
{
    [Fact]
    public void Alerts_AreOrderedAsAlertmanagerOrdersThem()
    {
        // By job, by instance, fewer labels first, then label by label; of two names the one that is missing comes first.
        string[] ordered = ["z instance=a job=a", "a instance=b job=a", "a job=a", "a job=b", "a instance=a", "a", "b", "a c=1", "a b=1", "a b=2"];

        var sorted = ordered.Select(EngineRig.Labels).Reverse().Order(AlertOrder.Instance);

        Assert.Equal(ordered.Select(EngineRig.Labels), sorted);
    }
}
