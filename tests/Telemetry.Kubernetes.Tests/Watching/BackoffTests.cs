using Telemetry.Kubernetes.Watching;
using Xunit;

namespace Telemetry.Kubernetes.Tests.Watching;

public sealed class BackoffTests
{
    [Fact]
    public void Next_OfManyClients_SpreadsThem()
    {
        var waits = Enumerable.Range(0, 1000).Select(seed => new Backoff(new Random(seed)).Next().TotalSeconds).ToArray();

        Assert.All(waits, wait => Assert.InRange(wait, 0.25, 0.75));
        // Were they even, each tenth of the range would hold 100.
        Assert.All(waits.GroupBy(wait => (int)((wait - 0.25) / 0.05)), tenth => Assert.InRange(tenth.Count(), 50, 150));
    }

    [Fact]
    public void Next_AfterManyFailures_IsBounded()
    {
        var backoff = new Backoff(new Random(1));
        var waits = Enumerable.Range(0, 50).Select(_ => backoff.Next().TotalSeconds).ToArray();

        Assert.All(waits, wait => Assert.InRange(wait, 0.25, 45));
        Assert.All(waits[10..], wait => Assert.InRange(wait, 15, 45));
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 0.25, 0.75);
    }

    [Fact]
    public void Next_WithAWaitThatTheServerAskedFor_IsNotSooner() =>
        Assert.All(Enumerable.Range(0, 100), seed => Assert.InRange(new Backoff(new Random(seed)).Next(TimeSpan.FromSeconds(20)).TotalSeconds, 20, 20.5));
}
