using Telemetry.Collector.Sharding;
using Telemetry.Collector.Targets;
using Xunit;

namespace Telemetry.Collector.Tests.Targets;

public sealed class TargetMergeTests
{
    private static readonly ShardOwnership Whole = new(ShardShare.Whole);

    [Fact]
    public void Double_BetweenSources_IsNamedAndTheFirstSourceHolds()
    {
        var first = ListedTargets.Target("10.0.0.1:1");
        var second = first with { Url = new Uri("http://10.0.0.1:2/metrics") };

        var merged = TargetMerge.Merge([[first], [second]], Whole, most: 10);

        Assert.Same(first, merged.Known[first.Id]);
        Assert.Equal((second, TargetDrop.Double), (merged.Dropped.Single().Target, merged.Dropped.Single().Reason));
        Assert.Contains("http://10.0.0.1:1/metrics", merged.Dropped.Single().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Double_WithinASource_DoesNotDependOnItsOrder()
    {
        var one = ListedTargets.Target("10.0.0.1:1");
        var two = one with { Url = new Uri("http://10.0.0.1:2/metrics") };

        Assert.Same(one, TargetMerge.Merge([[one, two]], Whole, most: 10).Known[one.Id]);
        Assert.Same(one, TargetMerge.Merge([[two, one]], Whole, most: 10).Known[one.Id]);
    }

    [Fact]
    public void SameTarget_FromTwoSources_IsNoDouble()
    {
        var merged = TargetMerge.Merge([[ListedTargets.Target("10.0.0.1:1")], [ListedTargets.Target("10.0.0.1:1")]], Whole, most: 10);

        Assert.Empty(merged.Dropped);
        Assert.Single(merged.Owned);
    }

    [Fact]
    public void Targets_OverTheLimit_AreDroppedByName()
    {
        var merged = TargetMerge.Merge([[ListedTargets.Target("c:1"), ListedTargets.Target("a:1"), ListedTargets.Target("b:1")]], Whole, most: 2);

        Assert.Equal(["a:1", "b:1"], merged.Owned.Select(id => id.Instance).Order(StringComparer.Ordinal));
        Assert.Equal(("c:1", TargetDrop.TooMany), (merged.Dropped.Single().Target.Id.Instance, merged.Dropped.Single().Reason));
    }

    [Fact]
    public void Targets_OfOtherShards_AreKnownAndNotOwned()
    {
        var targets = Enumerable.Range(0, 100).Select(i => ListedTargets.Target($"host-{i}:1")).ToArray();
        var merged = Enumerable.Range(0, 3).Select(i => TargetMerge.Merge([targets], new ShardOwnership(new ShardShare(i, 3)), most: 1000)).ToList();

        Assert.All(merged, share => Assert.Equal(100, share.Known.Count));
        Assert.Equal(100, merged.SelectMany(share => share.Owned).Distinct().Count());
        Assert.Equal(100, merged.Sum(share => share.Owned.Count));
    }
}
