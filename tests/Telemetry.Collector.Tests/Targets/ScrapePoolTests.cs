using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Sharding;
using Telemetry.Collector.Targets;
using Telemetry.Collector.Tests.Publishing;
using Telemetry.Collector.Tests.Recordings;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Testing;
using Telemetry.Transport;
using Xunit;

namespace Telemetry.Collector.Tests.Targets;

public sealed class ScrapePoolTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly KeepingPublisher _publisher = new();
    private readonly ListedTargets _source = new();
    private readonly IHost _host;
    private readonly ScrapePool _pool;

    public ScrapePoolTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<IStreamPublisher>(_publisher);
        builder.Services.AddSingleton<ITargetSourceFactory>(_source);
        builder.Services.AddCollector(new CollectorOptions { Cluster = "cluster", ScrapeConfigs = [new ScrapeConfigOptions { JobName = "job" }], Collector = { ShardHandover = TimeSpan.FromSeconds(3) } });
        _host = builder.Build();
        _pool = _host.Services.GetRequiredService<ScrapePool>();
    }

    [Fact]
    public async Task Target_ThatIsEqualInTheNextSet_KeepsItsLoop()
    {
        await using var server = await PageServer.StartAsync("node_load1 1\n");
        await _host.StartAsync();
        _source.Give(ListedTargets.Target(server.Address));
        var before = (await ActiveAsync(1))[0];

        _source.Give(ListedTargets.Target(server.Address), ListedTargets.Target("127.0.0.1:1"));

        Assert.Contains(before, await ActiveAsync(2));
    }

    [Fact]
    public async Task Target_ThatChanged_IsStartedAnewAndItsSeriesDoNotEnd()
    {
        await using var server = await PageServer.StartAsync("node_load1 1\n");
        await _host.StartAsync();
        var target = ListedTargets.Target(server.Address);
        _source.Give(target);
        var before = (await ActiveAsync(1))[0];
        await RecordsAsync(1);

        _source.Give(target with { Labels = [new("a", "c")] });
        await Eventually.TrueAsync(() => _pool.View.Active is [var now] && now != before, Deadline, () => "not changed");
        await RecordsAsync(_publisher.Values.Count + 1);

        Assert.DoesNotContain(Lines(), line => line.Contains("stale", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Target_WithOtherLimits_IsReadWithinThem()
    {
        await using var server = await PageServer.StartAsync("node_cpu_seconds_total{cpu=\"0\"} 1\nnode_cpu_seconds_total{cpu=\"1\"} 2\n");
        await _host.StartAsync();
        var target = ListedTargets.Target(server.Address);
        _source.Give(target);
        await RecordsAsync(1);

        _source.Give(target with { Limits = new PageLimits { SampleLimit = 1 } });

        await Eventually.TrueAsync(() => Lines().Contains("gauge scrape_problems{reason=sample_limit} 1"), Deadline, () => string.Join('\n', Lines()));
        Assert.DoesNotContain(Lines(), line => line.Contains("up stale", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Target_ThatIsGone_EndsItsSeries()
    {
        await using var server = await PageServer.StartAsync("node_load1 1\nnode_cpu_seconds_total 2\n");
        await _host.StartAsync();
        _source.Give(ListedTargets.Target(server.Address));
        await RecordsAsync(1);

        _source.Give();
        await ActiveAsync(0);
        await Eventually.TrueAsync(() => RecordText.Lines(_publisher.Values[^1]).Contains("gauge up stale"), Deadline, () => string.Join('\n', Lines()));

        var last = RecordText.Lines(_publisher.Values[^1]);
        Assert.Contains("gauge node_load1 stale", last);
        Assert.Contains("gauge node_cpu_seconds_total stale", last);
        Assert.DoesNotContain(last, line => line.StartsWith("gauge", StringComparison.Ordinal) && !line.EndsWith("stale", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Target_ThatComesBack_IsScrapedAgain()
    {
        await using var server = await PageServer.StartAsync("node_load1 1\n");
        await _host.StartAsync();
        _source.Give(ListedTargets.Target(server.Address));
        await RecordsAsync(1);
        _source.Give();
        await ActiveAsync(0);
        var ended = _publisher.Values.Count;

        _source.Give(ListedTargets.Target(server.Address));

        await RecordsAsync(ended + 2);
    }

    [Fact]
    public async Task Target_ThatAnotherShardOwns_IsScrapedOnForTheHandoverAndItsSeriesGoOn()
    {
        await using var server = await PageServer.StartAsync("node_load1 1\n");
        await _host.StartAsync();
        var target = ListedTargets.Target(server.Address);
        _source.Give(target);
        var before = (await ActiveAsync(1))[0];
        await RecordsAsync(1);

        _host.Services.GetRequiredService<ShardOwnership>().Apply(new ShardShare(1 - ShardShare.OwnerOf(target.Id, 2), 2));
        await Eventually.TrueAsync(() => before.LostAt is not null, Deadline, () => "not lost");
        await RecordsAsync(_publisher.Values.Count + 1);
        await ActiveAsync(0);

        Assert.Equal(TargetDrop.OtherShard, Assert.Single(_pool.View.Dropped).Reason);
        Assert.DoesNotContain(Lines(), line => line.Contains("stale", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task<IReadOnlyList<PooledTarget>> ActiveAsync(int count)
    {
        await Eventually.TrueAsync(() => _pool.View.Active.Count == count, Deadline, () => $"{_pool.View.Active.Count} targets");
        return _pool.View.Active;
    }

    private Task RecordsAsync(int count) =>
        Eventually.TrueAsync(() => _publisher.Values.Count >= count, Deadline, () => $"{_publisher.Values.Count} records");

    private IEnumerable<string> Lines() => _publisher.Values.SelectMany(record => RecordText.Lines(record));
}
