using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Tests.Publishing;
using Telemetry.Collector.Tests.Recordings;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Telemetry.Collector.Tests;

/// <summary>The whole collector under faults: what came in is what went out plus what was dropped, by reason.</summary>
public sealed class AccountTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Metrics_UnderFaults_AddUp()
    {
        using var meters = new TestMeters();
        var publisher = new FaultyPublisher { Refuses = record => record.StartsWith("test/refused/", StringComparison.Ordinal) };
        var large = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"etcd_server_has_leader{{shard=\"{i:D6}\",pad=\"{new string('x', 100)}\"}} 1\n"));
        await using var good = await PageServer.StartAsync("# TYPE etcd_server_has_leader gauge\netcd_server_has_leader 1\nunknown_family 2\n");
        await using var bad = await PageServer.StartAsync("etcd_server_has_leader 1\netcd_server_has_leader 1\nno value\n{}\nworse one\n");
        await using var huge = await PageServer.StartAsync(large);
        await using var flaky = await FlakyServerAsync();
        var options = CollectorRun.Options(
            Job("good", good.Address), Job("bad", bad.Address), Job("huge", huge.Address), Job("flaky", flaky.Address), Job("down", "127.0.0.1:1"),
            Job("refused", good.Address), Job("cut", huge.Address, limit: 100_000));
        options.Collector.SendBufferBytes = 4 * 1024 * 1024;
        await using var run = new CollectorRun(publisher, options, meters);

        await run.StartAsync();
        await Eventually.TrueAsync(() => publisher.Taken.Count > 20, Deadline, () => $"{publisher.Taken.Count} taken");
        publisher.IsAway = true;
        await Eventually.TrueAsync(
            () => meters["telemetry.collector.records.dropped{buffer_full}"] > 0 && meters["telemetry.collector.publish.retries"] > 0, Deadline, () => "nothing was given up");
        publisher.IsAway = false;
        var taken = publisher.Taken.Count;
        await Eventually.TrueAsync(() => publisher.Taken.Count > taken + 20, Deadline, () => $"{publisher.Taken.Count} taken");
        await run.StopAsync();

        Assert.Equal(meters.Total("telemetry.collector.samples"), meters.Total("telemetry.collector.samples.forwarded") + meters.Total("telemetry.collector.samples.dropped"));
        Assert.Equal(meters.Total("telemetry.collector.records"), meters.Total("telemetry.collector.records.sent") + meters.Total("telemetry.collector.records.dropped"));
        Assert.Equal(0, meters.Total("telemetry.collector.send_buffer.size"));
        Assert.Equal(publisher.Taken.Count, meters.Total("telemetry.collector.records.sent"));
        foreach (var counted in (string[])[
            "samples.dropped{not_in_catalog}", "samples.dropped{duplicate}", "records.dropped{refused}", "records.dropped{buffer_full}", "scrapes{refused}",
            "scrapes{too_large}", "scrapes{server_error}", "scrapes{none}", "publish.retries"])
            Assert.True(meters["telemetry.collector." + counted] > 0, counted);
        Assert.True(meters.Total("telemetry.collector.bad_lines") > 0);
    }

    [Fact]
    public async Task Start_WithAThousandTargets_ScrapesAllOfThemWithinTenSeconds()
    {
        await using var server = await PageServer.StartAsync("etcd_server_has_leader 1\n");
        var publisher = new KeepingPublisher();
        var options = CollectorRun.Options(new ScrapeConfigOptions
        {
            JobName = "many",
            ScrapeInterval = TimeSpan.FromSeconds(30),
            StaticConfigs = [.. Enumerable.Range(0, 1000).Select(i => new StaticConfigOptions { Targets = [server.Address], Labels = new Dictionary<string, string> { ["instance"] = $"t{i}" } })],
        });
        await using var run = new CollectorRun(publisher, options);

        var clock = Stopwatch.StartNew();
        await run.StartAsync();
        await Eventually.TrueAsync(() => publisher.Keys.Distinct().Count() == 1000, Deadline, () => $"{publisher.Keys.Distinct().Count()} targets");
        output.WriteLine($"all scraped {clock.Elapsed.TotalSeconds:0.0} s after the start");
        await run.StopAsync();
    }

    [Fact]
    public async Task Targets_ThatAreSlow_DelayNoOther()
    {
        await using var slow = await PageServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var good = await PageServer.StartAsync("etcd_server_has_leader 1\n");
        using var meters = new TestMeters();
        var publisher = new KeepingPublisher();
        var options = CollectorRun.Options(
            new ScrapeConfigOptions
            {
                JobName = "slow",
                ScrapeInterval = TimeSpan.FromMinutes(1),
                ScrapeTimeout = TimeSpan.FromMinutes(1),
                StaticConfigs = [.. Enumerable.Range(0, 200).Select(i => new StaticConfigOptions { Targets = [slow.Address], Labels = new Dictionary<string, string> { ["instance"] = $"t{i}" } })],
            },
            CollectorRun.Job("good", good.Address, seconds: 0.2));
        await using var run = new CollectorRun(publisher, options, meters);

        await run.StartAsync();
        await Eventually.TrueAsync(() => run.Pool.View.Active.Count == 201 && publisher.Keys.Count >= 20, Deadline, () => $"{publisher.Keys.Count} records");
        await run.StopAsync();

        Assert.DoesNotContain(publisher.Keys, key => key.Contains("/slow/", StringComparison.Ordinal));
    }

    private static ScrapeConfigOptions Job(string name, string address, long limit = ScrapeConfigOptions.DefaultBodySizeLimit)
    {
        var job = CollectorRun.Job(name, address, seconds: 0.2);
        job.BodySizeLimit = limit;
        return job;
    }

    private static Task<PageServer> FlakyServerAsync()
    {
        var asked = 0;
        return PageServer.StartAsync(context =>
        {
            if (Interlocked.Increment(ref asked) % 2 == 0) return context.Response.WriteAsync("etcd_server_has_leader 1\n");
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        });
    }
}
