using Telemetry.Collector.Sharding;
using Telemetry.Contracts;
using Xunit;

namespace Telemetry.Collector.Tests.Sharding;

public sealed class ShardShareTests
{
    private static readonly TargetId[] Targets = [.. Enumerable.Range(0, 3000).Select(i => new TargetId("cluster", "job", $"host-{i}:9100"))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void Shares_OfOneCount_CoverEveryTargetOnceAndEvenly(int count)
    {
        var shares = Enumerable.Range(0, count).Select(index => Targets.Count(new ShardShare(index, count).Owns)).ToList();

        Assert.Equal(Targets.Length, shares.Sum());
        Assert.All(shares, owned => Assert.InRange(owned, 0.85 * Targets.Length / count, 1.15 * Targets.Length / count));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void Owners_WithOneMoreShard_ChangeOnlyToTheNewOne(int count)
    {
        var moved = Targets.Where(target => ShardShare.OwnerOf(target, count) != ShardShare.OwnerOf(target, count + 1)).ToList();

        Assert.All(moved, target => Assert.Equal(count, ShardShare.OwnerOf(target, count + 1)));
        Assert.InRange(moved.Count, 0.8 * Targets.Length / (count + 1), 1.2 * Targets.Length / (count + 1));
    }

    [Fact]
    public void Owners_AreThoseOfEveryBuild() =>
        Assert.Equal([2, 0, 1, 2, 0, 0, 0, 2], Targets.Take(8).Select(target => ShardShare.OwnerOf(target, 3)));

    [Fact]
    public void Share_BeyondTheCount_OwnsNothing() => Assert.DoesNotContain(Targets, new ShardShare(2, 2).Owns);

    [Theory]
    [InlineData("0/3", "pod", 0, 3)]
    [InlineData("2/3", "telemetry-0", 2, 3)]
    [InlineData("3", "telemetry-1", 1, 3)]
    [InlineData("/3", "telemetry-collector-12", 12, 3)]
    [InlineData(null, "pod", 0, 1)]
    public void Setting_NamesAShare(string? text, string pod, int index, int count)
    {
        Assert.Equal(new ShardShare(index, count), ShardText.Read(text, pod, out var problem));
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("3/3", "telemetry-0", "one of 0 to 2")]
    [InlineData("3", "laptop", "does not end in one")]
    [InlineData("3", "7", "does not end in one")]
    [InlineData("0/0", "telemetry-0", "how many shards")]
    [InlineData("0/", "telemetry-0", "how many shards")]
    [InlineData("a/3", "telemetry-0", "one of 0 to 2")]
    [InlineData("-1/3", "telemetry-0", "one of 0 to 2")]
    [InlineData("0/1001", "telemetry-0", "how many shards")]
    public void Setting_ThatNamesNone_IsRefusedWithTheCure(string text, string pod, string cure)
    {
        Assert.Null(ShardText.Read(text, pod, out var problem));
        Assert.Contains(cure, problem, StringComparison.Ordinal);
    }
}
