using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Telemetry.Collector.Recordings;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Tests.Publishing;
using Telemetry.Collector.Tests.Recordings;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Testing;
using Telemetry.Testing.Etcd;
using Telemetry.Transport;
using Xunit;

namespace Telemetry.Collector.Tests;

/// <summary>The collector as a role of a host, against real servers.</summary>
public sealed class CollectorHostTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [ServerFact("etcd")]
    public async Task Collector_OnARealEtcd_PublishesItsSignals()
    {
        await using var etcd = await EtcdServer.StartAsync();
        var publisher = new KeepingPublisher();
        using var host = CollectorHost(publisher, Config("etcd", etcd.Address));

        await host.StartAsync();
        await etcd.PutAsync("key", "value", CancellationToken.None);
        await Eventually.TrueAsync(() => publisher.Values.Count(IsUp) >= 2, Deadline, () => $"{publisher.Values.Count} records");
        await host.StopAsync();

        var lines = RecordText.Lines(publisher.Values.Last(IsUp));
        Assert.Contains("gauge scrape_bad_lines 0", lines);
        Assert.Contains(lines, line => line.StartsWith("histogram etcd_disk_wal_fsync_duration_seconds 0.001:", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("gauge etcd_server_has_leader 1", StringComparison.Ordinal));
        Assert.All(publisher.Keys, key => Assert.Equal($"test/etcd/{etcd.Address}", key));
    }

    [Fact]
    public async Task Collector_WithOneBadTarget_ScrapesTheOthers()
    {
        await using var good = await PageServer.StartAsync("node_load1 1\n");
        await using var bad = await PageServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var publisher = new KeepingPublisher();
        using var host = CollectorHost(publisher, Config("good", good.Address), Config("bad", bad.Address));

        await host.StartAsync();
        await Eventually.TrueAsync(
            () => publisher.Values.Any(IsUp) && publisher.Keys.Count(IsBad) >= 2, Deadline, () => string.Join(' ', publisher.Keys));
        await host.StopAsync();

        var failed = publisher.Values.Zip(publisher.Keys).Where(record => IsBad(record.Second));
        Assert.All(failed, record => Assert.Contains("gauge scrape_failure{reason=timeout} 1", RecordText.Lines(record.First)));
        Assert.Contains("gauge node_load1 1", RecordText.Lines(publisher.Values.First(IsUp)));
    }

    [Fact]
    public async Task Recorder_WritesWhatItScrapesAndTheFeedReadsIt()
    {
        var folder = Directory.CreateTempSubdirectory("recorder-").FullName;
        await using var server = await PageServer.StartAsync("node_load1 1\n");
        using (var host = HostOf(services => services.AddRecorder(Options(Config("node", server.Address)), folder)))
        {
            await host.StartAsync();
            await Eventually.TrueAsync(() => Directory.GetFiles(folder, "*.br").Sum(file => new FileInfo(file).Length) > 200, Deadline, () => "nothing recorded");
            await host.StopAsync();
        }

        var reader = RecordingReader.Open(folder);
        var pages = 0;
        await foreach (var page in reader.ReadPagesAsync(CancellationToken.None))
        {
            pages++;
            // On a busy machine a scrape may run into its timeout, which is recorded as such.
            if (page.Status == 200) Assert.Equal("node_load1 1\n"u8, page.Body.Span);
            else Assert.Equal("timeout"u8, page.Body.Span);
        }
        Assert.Empty(reader.Notices);
        Assert.Equal(reader.Targets.Single().Scrapes, pages);
        Assert.True(pages > 1);
        Directory.Delete(folder, recursive: true);
    }

    private static bool IsUp(byte[] record) => RecordText.Lines(record).Contains("gauge up 1");

    private static bool IsBad(string key) => key.Contains("/bad/", StringComparison.Ordinal);

    private static IHost CollectorHost(IStreamPublisher publisher, params ScrapeConfigOptions[] configs) => HostOf(services =>
    {
        services.AddSingleton(publisher);
        services.AddCollector(Options(configs));
    });

    private static IHost HostOf(Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        add(builder.Services);
        return builder.Build();
    }

    private static CollectorOptions Options(params ScrapeConfigOptions[] configs) => new() { Cluster = "test", ScrapeConfigs = configs };

    private static ScrapeConfigOptions Config(string job, string address) =>
        new() { JobName = job, Targets = [address], ScrapeInterval = TimeSpan.FromSeconds(1) };
}
