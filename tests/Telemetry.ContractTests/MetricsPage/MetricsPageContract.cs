using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Hosting.MetricsPage;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.ContractTests.MetricsPage;

/// <summary>What every metrics page must do, seen through HTTP as Prometheus sees it.</summary>
public abstract class MetricsPageContract : IAsyncLifetime
{
    private readonly IMetricsPage _page;
    private WebApplication _host = null!;
    private HttpClient _client = null!;
    private Action _observe = () => { };

    protected MetricsPageContract(IMetricsPage page) => _page = page;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        _host = builder.Build();
        _page.Map(_host, "/metrics", () => _observe());
        await _host.StartAsync();
        _client = _host.GetTestClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Page_AnyContent_IsPrometheusText()
    {
        Open("pages_total", MetricKind.Counter).Record(1);

        using var answer = await _client.GetAsync("/metrics");

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("version=0.0.4", answer.Content.Headers.ContentType.ToString(), StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("# HELP pages_total What pages_total says.\n# TYPE pages_total counter\npages_total 1\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counter_Increments_AreSummed()
    {
        var series = Open("things_total", MetricKind.Counter);
        series.Record(1.5);
        series.Record(2);

        Assert.Equal(3.5, (await ReadAsync())["things_total"]);
    }

    [Fact]
    public async Task CounterTotal_Totals_ReplaceEachOther()
    {
        var series = Open("seconds_total", MetricKind.CounterTotal);
        series.Record(10);
        series.Record(12);

        Assert.Equal(12, (await ReadAsync())["seconds_total"]);
        Assert.Contains("# TYPE seconds_total counter", await _client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gauges_ChangeAndSet_BothWork()
    {
        var changed = Open("open_files", MetricKind.GaugeChange);
        changed.Record(5);
        changed.Record(-7);
        var set = Open("temperature", MetricKind.Gauge);
        set.Record(5);
        set.Record(-7);

        var page = await ReadAsync();

        Assert.Equal(-2, page["open_files"]);
        Assert.Equal(-7, page["temperature"]);
        Assert.Contains("# TYPE open_files gauge", await _client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Histogram_Observations_FillCumulativeBuckets()
    {
        var series = _page.Open(
            new MetricDescription("wait_seconds", "Waiting.", MetricKind.Histogram, [0.1, 1]), [new("queue", "in")]);
        foreach (var value in new[] { 0.05, 0.1, 0.5, 20 }) series.Record(value);

        var page = await ReadAsync();

        Assert.Equal(2, page["wait_seconds_bucket{queue=\"in\",le=\"0.1\"}"]);
        Assert.Equal(3, page["wait_seconds_bucket{queue=\"in\",le=\"1\"}"]);
        Assert.Equal(4, page["wait_seconds_bucket{queue=\"in\",le=\"+Inf\"}"]);
        Assert.Equal(4, page["wait_seconds_count{queue=\"in\"}"]);
        Assert.Equal(20.65, page["wait_seconds_sum{queue=\"in\"}"], precision: 10);
        Assert.Contains("# TYPE wait_seconds histogram", await _client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Histogram_WithoutBounds_HasTheLastBucket()
    {
        _page.Open(new MetricDescription("any_seconds", "Any.", MetricKind.Histogram, []), []).Record(3);

        Assert.Equal(1, (await ReadAsync())["any_seconds_bucket{le=\"+Inf\"}"]);
    }

    [Fact]
    public async Task Labels_OddValues_AreEscaped()
    {
        Open("odd", MetricKind.Gauge, ("path", "C:\\a \"b\"\nc é")).Record(1);

        Assert.Equal(1, (await ReadAsync())["odd{path=\"C:\\\\a \\\"b\\\"\\nc é\"}"]);
    }

    [Fact]
    public async Task Help_LineBreak_StaysOnItsLine()
    {
        _page.Open(new MetricDescription("broken", "One\ntwo.", MetricKind.Gauge, []), []).Record(1);

        Assert.Equal(1, (await ReadAsync())["broken"]);
    }

    [Fact]
    public async Task Open_SameLabelsAgain_IsTheSameSeries()
    {
        Open("again_total", MetricKind.Counter, ("a", "1"), ("b", "2")).Record(1);
        Open("again_total", MetricKind.Counter, ("a", "1"), ("b", "2")).Record(1);

        Assert.Equal(2, (await ReadAsync())["again_total{a=\"1\",b=\"2\"}"]);
    }

    [Fact]
    public async Task Open_OtherLabelNames_ShareTheFamily()
    {
        Open("mixed_total", MetricKind.Counter, ("a", "1")).Record(1);
        Open("mixed_total", MetricKind.Counter, ("b", "1")).Record(2);

        var page = await ReadAsync();

        Assert.Equal(1, page["mixed_total{a=\"1\"}"]);
        Assert.Equal(2, page["mixed_total{b=\"1\"}"]);
        var text = await _client.GetStringAsync("/metrics");
        Assert.Equal(text.IndexOf("# TYPE mixed_total", StringComparison.Ordinal), text.LastIndexOf("# TYPE mixed_total", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_EveryAnswer_ObservesFirst()
    {
        var series = Open("fresh", MetricKind.Gauge);
        var reads = 0;
        _observe = () => series.Record(++reads);

        Assert.Equal(1, (await ReadAsync())["fresh"]);
        Assert.Equal(2, (await ReadAsync())["fresh"]);
    }

    [Fact]
    public async Task Record_ManyThreads_LoseNothing()
    {
        var counter = Open("busy_total", MetricKind.Counter);
        var histogram = _page.Open(new MetricDescription("busy_seconds", "Busy.", MetricKind.Histogram, [1]), []);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 10_000; round++)
            {
                counter.Record(1);
                histogram.Record(1);
            }
        })));

        var page = await ReadAsync();
        Assert.Equal(40_000, page["busy_total"]);
        Assert.Equal(40_000, page["busy_seconds_count"]);
    }

    [Fact]
    public async Task Instrument_TooManySeries_OverflowsWithoutLosingCounts()
    {
        const int Sets = InstrumentSeries.MaxSeries + 100;
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var listener = new InstrumentListener(meters, _page, NullLogger<InstrumentListener>.Instance);
        listener.Start();
        var counter = meters.Create("Telemetry.Contract").CreateCounter<long>("telemetry.contract.kept");

        for (var round = 0; round < 2; round++)
        {
            for (var set = 0; set < Sets; set++) counter.Add(1, new KeyValuePair<string, object?>("set", set));
        }

        var page = (await ReadAsync()).Where(line => line.Key.StartsWith("telemetry_contract_kept_total{", StringComparison.Ordinal)).ToArray();
        Assert.Equal(InstrumentSeries.MaxSeries + 1, page.Length);
        Assert.Equal(2 * Sets, page.Sum(line => line.Value));
        Assert.Equal(200, page.Single(line => line.Key.Contains("overflow", StringComparison.Ordinal)).Value);
    }

    [ServerFact("promtool")]
    public async Task Page_EveryKind_IsAcceptedByPromtool()
    {
        foreach (var kind in Enum.GetValues<MetricKind>())
        {
            var suffix = kind is MetricKind.Counter or MetricKind.CounterTotal ? "_total" : "";
            var metric = new MetricDescription($"sample_{(int)kind}{suffix}", "A \"kind\".", kind, [0.5, 1e-9, 1e20]);
            _page.Open(metric with { Bounds = [.. metric.Bounds.Order()] }, [new("label", "odd \"value\"")]).Record(1e-7);
        }
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        await promtool.StandardInput.WriteAsync(await _client.GetStringAsync("/metrics"));
        promtool.StandardInput.Close();
        var complaints = await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        Assert.Empty(complaints);
        Assert.Equal(0, promtool.ExitCode);
    }

    private IMetricSeries Open(string name, MetricKind kind, params (string Name, string Value)[] labels) => _page.Open(
        new MetricDescription(name, $"What {name} says.", kind, []), [.. labels.Select(label => KeyValuePair.Create(label.Name, label.Value))]);

    private async Task<Dictionary<string, double>> ReadAsync()
    {
        var page = await _client.GetStringAsync("/metrics");
        return page.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .ToDictionary(
                line => line[..line.LastIndexOf(' ')],
                line => double.Parse(line[line.LastIndexOf(' ')..], CultureInfo.InvariantCulture),
                StringComparer.Ordinal);
    }
}
