using System.Text;
using Telemetry.Catalog;
using Telemetry.Collector.Publishing;
using Telemetry.Collector.Scraping;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

/// <summary>What is forwarded: the catalog's families, or all, each with its kind.</summary>
public sealed class ForwardScopeTests
{
    private const string Page = """
        # TYPE known gauge
        known 1
        # TYPE other_total counter
        other_total 2
        # TYPE other_level gauge
        other_level 3
        # TYPE other_seconds histogram
        other_seconds_bucket{le="1"} 4
        other_seconds_bucket{le="+Inf"} 5
        other_seconds_sum 6
        other_seconds_count 5

        """;

    [Theory]
    [InlineData(ForwardScope.Catalog, null, 1)]
    [InlineData(ForwardScope.Catalog, ForwardScope.All, 7)]
    [InlineData(ForwardScope.All, null, 7)]
    [InlineData(ForwardScope.All, ForwardScope.Catalog, 1)]
    public void Families_OfATarget_AreForwardedAsItSaysOrElseTheCatalog(ForwardScope everywhere, ForwardScope? ofTarget, int samples)
    {
        var encoder = new ScrapeEncoder(EncoderRig.Target() with { Forward = ofTarget }, EncoderRig.Catalog("known").Forwarding(everywhere));

        encoder.Encode(new ScrapedPage(1000, 1, 200, ScrapeFailure.None, "text/plain", Encoding.UTF8.GetBytes(Page)));

        Assert.Equal((7, samples, 7 - samples), (encoder.Tally.Read, encoder.Tally.Forwarded, encoder.Tally.NotInCatalog));
    }

    [Fact]
    public void Families_ThatNoCatalogNames_KeepTheirKinds()
    {
        var encoder = new ScrapeEncoder(EncoderRig.Target() with { Forward = ForwardScope.All }, EncoderRig.Catalog("known"));

        var lines = RecordText.Lines(encoder.Encode(new ScrapedPage(1000, 1, 200, ScrapeFailure.None, "text/plain", Encoding.UTF8.GetBytes(Page))));

        Assert.Contains(lines, line => line.StartsWith("counter other_total 2", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("gauge other_level 3", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("histogram other_seconds 1:4 inf:1 sum 6", StringComparison.Ordinal));
    }
}
