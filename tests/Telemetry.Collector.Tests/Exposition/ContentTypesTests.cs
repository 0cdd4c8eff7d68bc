using System.Text;
using Telemetry.Collector.Exposition;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition;

public sealed class ContentTypesTests
{
    [Theory]
    [InlineData("text/plain; version=0.0.4; charset=utf-8", ExpositionFormat.Text)]
    [InlineData("TEXT/PLAIN;version=1.0.0;escaping=allow-utf-8", ExpositionFormat.Text)]
    [InlineData("application/openmetrics-text; version=1.0.0; charset=utf-8", ExpositionFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text", ExpositionFormat.OpenMetrics)]
    [InlineData("application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited", ExpositionFormat.Protobuf)]
    [InlineData("application/vnd.google.protobuf; proto=\"io.prometheus.client.MetricFamily\"; encoding=\"delimited\"; escaping=underscores", ExpositionFormat.Protobuf)]
    [InlineData("application/vnd.google.protobuf", ExpositionFormat.Protobuf)]
    internal void TrySelect_KnownHeader_NamesTheFormat(string? header, ExpositionFormat expected)
    {
        Assert.True(ContentTypes.TrySelect(header, fallback: null, out var format));
        Assert.Equal(expected, format);
    }

    [Theory]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=compact-text")]
    [InlineData("application/vnd.google.protobuf; proto=other; encoding=delimited")]
    public void TrySelect_OtherHeader_IsRefusedOrTheFallback(string? header)
    {
        Assert.False(ContentTypes.TrySelect(header, fallback: null, out _));
        Assert.True(ContentTypes.TrySelect(header, ExpositionFormat.OpenMetrics, out var format));
        Assert.Equal(ExpositionFormat.OpenMetrics, format);
    }

    [Fact]
    public void TrySelect_KnownHeader_StandsOverTheFallback()
    {
        Assert.True(ContentTypes.TrySelect("text/plain", ExpositionFormat.Protobuf, out var format));
        Assert.Equal(ExpositionFormat.Text, format);
    }

    [Theory]
    [InlineData("a 1\n# EOF\n", ExpositionFormat.OpenMetrics)]
    [InlineData("# EOF", ExpositionFormat.OpenMetrics)]
    [InlineData("a 1\n# EOF\nb 1\n", ExpositionFormat.OpenMetrics)]
    [InlineData("a 1\n", ExpositionFormat.Text)]
    [InlineData("a 1 # EOF\n", ExpositionFormat.Text)]
    [InlineData("", ExpositionFormat.Text)]
    internal void Guess_Page_GoesByItsEndMark(string page, ExpositionFormat expected) =>
        Assert.Equal(expected, ContentTypes.Guess(Encoding.UTF8.GetBytes(page)));
}
