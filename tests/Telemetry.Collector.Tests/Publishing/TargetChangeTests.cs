using System.Text;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Publishing;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Tests.Changes;
using Telemetry.Collector.Tests.Recordings;
using Telemetry.Collector.Tests.Scraping;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

/// <summary>A target that goes on under its identity with other settings.</summary>
public sealed class TargetChangeTests : IDisposable
{
    private readonly TestMeters _meters = new();
    private readonly KeepingPublisher _publisher = new();
    private readonly PublishingSink _sink;
    private ScrapeTarget _target = EncoderRig.Target();
    private long _timeMs;

    public TargetChangeTests()
    {
        var metrics = new CollectorMetrics(_meters);
        _sink = new PublishingSink(
            EncoderRig.Catalog("a"), new DirectOutlet(_publisher, metrics), KeptChanges.Watch(new KeptChanges()), metrics, TimeProvider.System, new KeptLog<PublishingSink>());
    }

    [Fact]
    public async Task Limits_Lowered_HoldForTheNextPage()
    {
        Assert.Equal(["counter a{x=1} 5", "counter a{x=2} 7"], await ScrapeAsync("a{x=\"1\"} 5\na{x=\"2\"} 7\n"));

        await ChangeAsync(_target with { Limits = new PageLimits { SampleLimit = 1 } });

        Assert.Single(await ScrapeAsync("a{x=\"1\"} 5\na{x=\"2\"} 7\n"));
        Assert.Equal(1, _meters["telemetry.collector.samples.dropped{sample_limit}"]);
    }

    [Fact]
    public async Task Limits_Changed_KeepWhenCountersBegan()
    {
        await ScrapeAsync("a{x=\"1\"} 5\n");
        await ScrapeAsync("a{x=\"1\"} 5\na{x=\"2\"} 7\n");

        await ChangeAsync(_target with { Limits = new PageLimits { LabelLimit = 5 }, BodyLimitBytes = 2, Timeout = TimeSpan.FromMilliseconds(500) });

        Assert.Equal(["counter a{x=1} 6", "counter a{x=2} 8 since 1000"], await ScrapeAsync("a{x=\"1\"} 6\na{x=\"2\"} 8\n"));
        Assert.Equal(["counter a{x=1} 6", "counter a{x=2} 1 since 3000"], await ScrapeAsync("a{x=\"1\"} 6\na{x=\"2\"} 1\n"));
    }

    [Fact]
    public async Task HigherLimit_DoesNotTakeWhatItLetsInForNewlyBorn()
    {
        _target = _target with { Limits = new PageLimits { SampleLimit = 1 } };
        Assert.Single(await ScrapeAsync("a{x=\"1\"} 5\na{x=\"2\"} 7\n"));

        await ChangeAsync(_target with { Limits = new PageLimits() });

        Assert.Equal(["counter a{x=1} 5", "counter a{x=2} 7"], await ScrapeAsync("a{x=\"1\"} 5\na{x=\"2\"} 7\n"));
    }

    [Fact]
    public async Task OtherLimits_SetRightBehindAPageThatLostASeries_DisturbNothing()
    {
        await ScrapeAsync("a{x=\"1\"} 5\na{x=\"2\"} 7\n");
        Assert.Equal(["counter a{x=1} 5", "counter a{x=2} stale"], await ScrapeAsync("a{x=\"1\"} 5\n"));

        await ChangeAsync(_target with { Limits = new PageLimits { SampleLimit = 1 } });

        Assert.Equal(["counter a{x=1} 5"], await ScrapeAsync("a{x=\"1\"} 5\n"));
        Assert.Equal(["counter a{x=1} 6"], await ScrapeAsync("a{x=\"1\"} 6\n"));
    }

    [Fact]
    public async Task OtherLabels_BeginAnew()
    {
        await ScrapeAsync("a{x=\"1\"} 5\n");
        await ScrapeAsync("a{x=\"1\"} 5\na{x=\"2\"} 7\n");

        await ChangeAsync(_target with { Labels = [new("k8s.node.name", "node-2")] });

        Assert.Equal(["counter a{x=1} 6", "counter a{x=2} 8"], await ScrapeAsync("a{x=\"1\"} 6\na{x=\"2\"} 8\n"));
    }

    public void Dispose() => _meters.Dispose();

    private async Task ChangeAsync(ScrapeTarget target)
    {
        await _sink.EndAsync(_target, TargetEnd.Changed, CancellationToken.None);
        _target = target;
    }

    private async Task<List<string>> ScrapeAsync(string samples)
    {
        _timeMs += 1000;
        var page = Encoding.UTF8.GetBytes("# TYPE a counter\n" + samples);
        await _sink.AcceptAsync(_target, new ScrapedPage(_timeMs, 5, 200, ScrapeFailure.None, "text/plain", page), CancellationToken.None);
        return [.. RecordText.Lines(_publisher.Values[^1]).Where(line => line.StartsWith("counter", StringComparison.Ordinal))];
    }
}
