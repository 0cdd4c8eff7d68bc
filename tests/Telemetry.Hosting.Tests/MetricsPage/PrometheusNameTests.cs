using Telemetry.Hosting.MetricsPage;
using Xunit;

namespace Telemetry.Hosting.Tests.MetricsPage;

public sealed class PrometheusNameTests
{
    [Theory]
    [InlineData("telemetry.collector.scrapes", "{scrape}", MetricKind.Counter, "telemetry_collector_scrapes_total")]
    [InlineData("telemetry.scrape.duration", "s", MetricKind.Histogram, "telemetry_scrape_duration_seconds")]
    [InlineData("cpu.time_seconds", "s", MetricKind.CounterTotal, "cpu_time_seconds_total")]
    [InlineData("already.total", null, MetricKind.Counter, "already_total")]
    [InlineData("sent", "By", MetricKind.Counter, "sent_bytes_total")]
    [InlineData("sent", "By/s", MetricKind.Gauge, "sent_bytes_per_second")]
    [InlineData("lag", "{record}/s", MetricKind.Gauge, "lag_per_second")]
    [InlineData("used", "1", MetricKind.Gauge, "used_ratio")]
    [InlineData("used", "1", MetricKind.Counter, "used_total")]
    [InlineData("a..b--c", null, MetricKind.GaugeChange, "a_b_c")]
    [InlineData("2x", "furlong", MetricKind.Gauge, "_2x_furlong")]
    public void OfFamily_Instruments_FollowTheCompatibilityRules(string instrument, string? unit, MetricKind kind, string expected) =>
        Assert.Equal(expected, PrometheusName.OfFamily(instrument, unit, kind));

    [Theory]
    [InlineData("http.route", "http_route")]
    [InlineData("__name__", "_name_")]
    [InlineData("9lives", "_9lives")]
    public void OfLabel_Tags_BecomeValidNames(string tag, string expected) => Assert.Equal(expected, PrometheusName.OfLabel(tag));
}
