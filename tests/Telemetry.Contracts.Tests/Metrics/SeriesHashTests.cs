using Telemetry.Contracts.Metrics;
using Xunit;

namespace Telemetry.Contracts.Tests.Metrics;

public sealed class SeriesHashTests
{
    [Fact]
    public void Hash_OfManyShortStrings_IsDistinctAndEvenlySpread()
    {
        const int Strings = 200_000, Buckets = 1024;
        var random = new Random(31);
        var hashes = new HashSet<ulong>();
        var buckets = new int[Buckets];
        for (var i = 0; i < Strings; i++)
        {
            var bytes = BitConverter.GetBytes(i).Concat(new byte[random.Next(40)]).ToArray();
            var hash = SeriesHash.Of(bytes);
            Assert.True(hashes.Add(hash));
            buckets[hash % Buckets]++;
        }

        // Six standard deviations of a Poisson count around the mean of 195.
        Assert.All(buckets, count => Assert.InRange(count, 195 - 84, 195 + 84));
    }

    [Fact]
    public void Hash_OfLengthsThatDifferInZeros_Differs() =>
        Assert.Equal(20, Enumerable.Range(0, 20).Select(length => SeriesHash.Of(new byte[length])).Distinct().Count());

    [Fact]
    public void Hash_InEveryProcess_IsTheSame() => Assert.Equal(8901347741387205402UL, SeriesHash.Of("verb=GET"u8));
}
