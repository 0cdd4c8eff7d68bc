using Telemetry.Collector.Exposition;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition;

public sealed class ContentTypesTests
{
    [Theory]
    [InlineData("text/plain; version=0.0.4; charset=utf-8", ExpositionFormat.Text)]
    [InlineData("text/plain", ExpositionFormat.Text)]
    [InlineData("TEXT/PLAIN;version=1.0.0;escaping=allow-utf-8", ExpositionFormat.Text)]
    [InlineData("application/openmetrics-text; version=1.0.0; charset=utf-8", ExpositionFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text", ExpositionFormat.OpenMetrics)]
    internal void TrySelect_KnownHeader_NamesTheFormat(string header, ExpositionFormat expected)
    {
        Assert.True(ContentTypes.TrySelect(header, fallback: null, out var format, out var problem));
        Assert.Equal((expected, ""), (format, problem));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("garbage")]
    public void TrySelect_OtherHeader_NeedsTheFallback(string? header)
    {
        Assert.False(ContentTypes.TrySelect(header, fallback: null, out _, out var problem));
        Assert.Contains("fallback_scrape_protocol", problem, StringComparison.Ordinal);
        Assert.True(ContentTypes.TrySelect(header, ExpositionFormat.OpenMetrics, out var format, out _));
        Assert.Equal(ExpositionFormat.OpenMetrics, format);
    }

    [Fact]
    public void TrySelect_Protobuf_IsRefusedEvenWithAFallback()
    {
        const string Header = "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";
        Assert.False(ContentTypes.TrySelect(Header, ExpositionFormat.Text, out _, out var problem));
        Assert.Contains("protobuf", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a 1\n# EOF\n", ExpositionFormat.OpenMetrics)]
    [InlineData("# EOF", ExpositionFormat.OpenMetrics)]
    [InlineData("a 1\n", ExpositionFormat.Text)]
    [InlineData("a 1 # EOF\n", ExpositionFormat.Text)]
    [InlineData("", ExpositionFormat.Text)]
    internal void Guess_Page_GoesByItsEnd(string page, ExpositionFormat expected) =>
        Assert.Equal(expected, ContentTypes.Guess(System.Text.Encoding.UTF8.GetBytes(page)));
}
