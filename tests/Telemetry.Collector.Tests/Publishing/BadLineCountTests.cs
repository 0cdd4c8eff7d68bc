using System.Text;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Collector.Tests.Scraping;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

public sealed class BadLineCountTests
{
    [Fact]
    public void BadLines_OfAPage_AreCountedByReason()
    {
        using var meters = new TestMeters();
        var reading = new SeriesTable(static _ => new FamilyRule(IsWanted: true)).Read(Encoding.UTF8.GetBytes("a two\nb{x=\"1\",x=\"2\"} 1\nc three\nd 4\n"), ExpositionFormat.Text);
        new CollectorMetrics(meters).BadLines(reading);

        Assert.Equal(2, meters["telemetry.collector.bad_lines{invalid_value}"]);
        Assert.Equal(1, meters["telemetry.collector.bad_lines{duplicate_label}"]);
        Assert.Equal(3, meters.Total("telemetry.collector.bad_lines"));
    }
}
