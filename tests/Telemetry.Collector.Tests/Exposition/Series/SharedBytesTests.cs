using System.Text;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition.Series;

public sealed class SharedBytesTests
{
    [Fact]
    public void Of_BucketsOfOneHistogram_ShareWhatIsBeforeTheBound()
    {
        var bytes = new SharedBytes();
        var first = bytes.Of("h_bucket{a=\"x\",le=\"1\"}"u8, SeriesRole.Bucket);
        var second = bytes.Of("h_bucket{a=\"x\",le=\"+Inf\"}"u8, SeriesRole.Bucket);
        var other = bytes.Of("h_bucket{a=\"y\",le=\"1\"}"u8, SeriesRole.Bucket);

        Assert.Same(first.Head, second.Head);
        Assert.NotSame(first.Head, other.Head);
        Assert.Same(first.Tail, other.Tail);
    }

    [Theory]
    [InlineData("h_bucket{a=\"x\",le=\"1\"}", "Bucket")]
    [InlineData("h_bucket{le=\"1\",a=\"x\"}", "Bucket")]
    [InlineData("h_bucket{a=\"le=\\\"\",le=\"1\"}", "Bucket")]
    [InlineData("h_bucket{le = \"1\"}", "Bucket")]
    [InlineData("h_count{a=\"x\"}", "Count")]
    [InlineData("up", "Value")]
    public void Of_AnyLine_IsThatLineAndNoOther(string line, string role)
    {
        var text = Encoding.UTF8.GetBytes(line);
        var bytes = new SharedBytes().Of(text, Enum.Parse<SeriesRole>(role));

        Assert.True(bytes.Are(text));
        Assert.True(bytes.Begin(Encoding.UTF8.GetBytes(line + " 1")));
        Assert.Equal(text.Length, bytes.Length);
        for (var cut = 0; cut < text.Length; cut++)
        {
            Assert.False(bytes.Begin(text.AsSpan(0, cut)));
        }

        for (var i = 0; i < text.Length; i++)
        {
            text[i] ^= 1;
            Assert.False(bytes.Are(text));
            text[i] ^= 1;
        }
    }

    [Fact]
    public void Of_MoreBoundsThanAreKept_KeepsLinesWhole()
    {
        var bytes = new SharedBytes();
        for (var i = 0; i < SharedBytes.MaxTails; i++) bytes.Of(Encoding.UTF8.GetBytes($"h_bucket{{le=\"{i}\"}}"), SeriesRole.Bucket);

        Assert.Empty(bytes.Of("h_bucket{le=\"0.5\"}"u8, SeriesRole.Bucket).Tail);
        Assert.NotEmpty(bytes.Of("h_bucket{le=\"7\"}"u8, SeriesRole.Bucket).Tail);
    }
}
