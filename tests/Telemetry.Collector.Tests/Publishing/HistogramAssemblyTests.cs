using System.Globalization;
using Telemetry.Collector.Scraping;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

public sealed class HistogramAssemblyTests
{
    private readonly EncoderRig _rig = new("h");

    [Fact]
    public void Buckets_OfSeveralLabelSets_AreKeptApart()
    {
        Assert.Equal(
            ["histogram h{v=a} 0.1:1 0.5:2 inf:1 sum 1.5", "histogram h{v=b} 0.1:0 0.5:0 inf:0 sum 0"],
            Encode("""
                h_bucket{v="a",le="0.1"} 1
                h_bucket{v="a",le="0.5"} 3
                h_bucket{v="a",le="+Inf"} 4
                h_sum{v="a"} 1.5
                h_count{v="a"} 4
                h_bucket{v="b",le="0.1"} 0
                h_bucket{v="b",le="0.5"} 0
                h_bucket{v="b",le="+Inf"} 0
                h_sum{v="b"} 0
                h_count{v="b"} 0
                """));
    }

    [Fact]
    public void Buckets_InAnyOrderAndSpelling_AreSorted() => Assert.Equal(
        ["histogram h 0.5:1 1:1 1000:1 inf:0 sum NaN"],
        Encode("h_bucket{le=\"+Inf\"} 3\nh_bucket{le=\"1e3\"} 3\nh_bucket{le=\"0.50\"} 1\nh_bucket{le=\"1\"} 2"));

    [Fact]
    public void Buckets_WithoutInfinity_TakeTheCount() =>
        Assert.Equal(["histogram h 1:2 inf:3 sum NaN"], Encode("h_bucket{le=\"1\"} 2\nh_count 5"));

    [Fact]
    public void Histogram_OfCountAndSumAlone_HasOneBucket() =>
        Assert.Equal(["histogram h inf:5 sum 2"], Encode("h_count 5\nh_sum 2"));

    [Theory]
    [InlineData("h_bucket{le=\"1\"} 2")]
    [InlineData("h_bucket{le=\"1\"} 5\nh_bucket{le=\"2\"} 4\nh_bucket{le=\"+Inf\"} 6")]
    [InlineData("h_bucket{le=\"1\"} -1\nh_bucket{le=\"+Inf\"} 6")]
    [InlineData("h_bucket{le=\"1\"} 1.5\nh_bucket{le=\"+Inf\"} 6")]
    [InlineData("h_bucket{le=\"1\"} NaN\nh_bucket{le=\"+Inf\"} 6")]
    [InlineData("h_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} +Inf")]
    [InlineData("h_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 1e30")]
    [InlineData("h_bucket{le=\"1\"} 5\nh_count 4")]
    public void Histogram_ThatContradictsItself_IsDroppedAlone(string page)
    {
        var lines = _rig.Encode($"# TYPE h histogram\n{page}\nh_bucket{{a=\"good\",le=\"+Inf\"}} 1\n");

        Assert.Equal(["histogram h{a=good} inf:1 sum NaN"], lines);
        Assert.Equal(page.Split('\n').Length, _rig.Tally.Broken.Total);
    }

    [Fact]
    public void Histogram_CutByTheEndOfThePage_IsNotGuessed()
    {
        Encode("h_bucket{le=\"1\"} 1\nh_bucket{le=\"2\"} 2\nh_bucket{le=\"+Inf\"} 3\nh_count 3");

        var lines = _rig.Fail(ScrapeFailure.TooLarge, "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"2\"} 2\n");

        Assert.DoesNotContain(lines, line => line.StartsWith("histogram", StringComparison.Ordinal));
        Assert.Equal(2, _rig.Tally.IncompleteHistogram);
    }

    [Fact]
    public void Bucket_ThatIsNew_ChangesTheBounds()
    {
        Assert.Equal(["histogram h 1:1 inf:1 sum NaN"], Encode("h_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2"));
        Assert.Equal(["histogram h 1:1 2:1 inf:0 sum NaN"], Encode("h_bucket{le=\"1\"} 1\nh_bucket{le=\"2\"} 2\nh_bucket{le=\"+Inf\"} 2"));
        Assert.Equal(["histogram h 2:2 inf:0 sum NaN"], Encode("h_bucket{le=\"2\"} 2\nh_bucket{le=\"+Inf\"} 2"));
    }

    [Fact]
    public void Histograms_AtRandom_AgreeWithTheirObservations()
    {
        var random = new Random(20);
        for (var round = 0; round < 300; round++)
        {
            double[] bounds = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(1, 1000) / 16.0).Distinct().Order()];
            double[] observations = [.. Enumerable.Range(0, random.Next(0, 200)).Select(_ => random.NextDouble() * 70)];
            var lines = bounds.Append(double.PositiveInfinity)
                .Select(bound => $"h_bucket{{r=\"{round}\",le=\"{Text(bound)}\"}} {observations.Count(value => value <= bound)}")
                .Append($"h_count{{r=\"{round}\"}} {observations.Length}").ToArray();
            random.Shuffle(lines);

            var below = double.NegativeInfinity;
            var expected = $"histogram h{{r={round}}}";
            foreach (var bound in bounds.Append(double.PositiveInfinity))
            {
                expected += $" {(double.IsInfinity(bound) ? "inf" : Text(bound))}:{observations.Count(value => value > below && value <= bound)}";
                below = bound;
            }
            var found = Encode(string.Join('\n', lines)).Single(line => line.Contains($"r={round}}}", StringComparison.Ordinal));
            Assert.StartsWith($"{expected} sum NaN", found, StringComparison.Ordinal);
        }
    }

    private static string Text(double bound) => double.IsInfinity(bound) ? "+Inf" : bound.ToString("R", CultureInfo.InvariantCulture);

    private List<string> Encode(string samples) => _rig.Encode($"# TYPE h histogram\n{samples}\n");
}
