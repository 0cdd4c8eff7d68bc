using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Catalog;
using Telemetry.Collector.Recordings;
using Telemetry.Collector.Tests.Publishing;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Recordings;

public sealed class RecordingFeedTests : IDisposable
{
    private readonly TestMeters _meters = new();

    [Fact]
    public async Task Feed_PublishesEveryScrapeInOrderOfEventTime()
    {
        using var folder = new RecordingFolder()
            .Add("etcd", "0", [(1000, "node_load1 1\n"), (6000, "node_load1 2\n")])
            .Add("dns", "0", [(3000, "node_load1 3\n")])
            .WriteManifest();
        var publisher = new KeepingPublisher();
        var told = new List<long>();

        await Feed(folder.Path, publisher).RunAsync(speed: null, fromMs: 0, (progress, _) =>
        {
            told.Add(progress.EventTimeMs);
            return ValueTask.CompletedTask;
        }, CancellationToken.None);

        Assert.Equal(["c/etcd/0", "c/dns/0", "c/etcd/0"], publisher.Keys);
        Assert.Equal([1000, 3000, 6000], told);
        Assert.Contains("gauge node_load1 3", RecordText.Lines(publisher.Values[1]));
        Assert.Equal(3, _meters["telemetry.collector.records.sent"]);
    }

    [Theory]
    [InlineData("127.0.0.1:2379")]
    [InlineData("[::1]:2379")]
    [InlineData("")]
    public async Task Feed_OfAnyInstanceName_KeepsIt(string instance)
    {
        using var folder = new RecordingFolder().Add("etcd", instance, [(1000, "node_load1 1\n")], file: "pages.br").WriteManifest();
        var publisher = new KeepingPublisher();

        await Feed(folder.Path, publisher).RunAsync(speed: null, fromMs: 0, fed: null, CancellationToken.None);

        Assert.Equal($"c/etcd/{instance}", Assert.Single(publisher.Keys));
    }

    [Theory]
    [InlineData("0", "TimeoutError", "timeout")]
    [InlineData("0", "ConnectionRefusedError", "refused")]
    [InlineData("0", "RemoteDisconnected", "unreachable")]
    [InlineData("0", "too_large", "too_large")]
    [InlineData("401", "", "unauthorized")]
    [InlineData("403", "", "forbidden")]
    [InlineData("500", "whatever", "server_error")]
    public async Task Feed_OfAFailedScrape_GivesItsReason(string status, string body, string reason)
    {
        using var folder = new RecordingFolder().Add("etcd", "0", []).WriteManifest();
        var frame = System.Text.Encoding.UTF8.GetBytes($"@ 1000 9 {status} {body.Length}\n{body}");
        await File.WriteAllBytesAsync(folder.PathOf("etcd-0.pages.br"), RecordingFolder.Compress(frame));
        var publisher = new KeepingPublisher();

        await Feed(folder.Path, publisher).RunAsync(speed: null, fromMs: 0, fed: null, CancellationToken.None);

        var lines = RecordText.Lines(publisher.Values.Single());
        Assert.Contains("gauge up 0", lines);
        Assert.Contains($"gauge scrape_failure{{reason={reason}}} 1", lines);
    }

    [Fact]
    public async Task Feed_StartedInTheMiddle_PublishesTheSameBytes()
    {
        var folder = Path.Combine(Repository.Root, "tests", "corpus", "demo");
        var middle = RecordingReader.Open(folder).Manifest.StartMs + 20_000;
        var (whole, rest) = (new KeepingPublisher(), new KeepingPublisher());

        await RunUntilAsync(Feed(folder, whole), fromMs: 0, middle + 20_000);
        await RunUntilAsync(Feed(folder, rest), middle, middle + 20_000);

        Assert.InRange(rest.Values.Count, 10, whole.Values.Count - 10);
        foreach (var (expected, found) in whole.Values.TakeLast(rest.Values.Count).Zip(rest.Values))
        {
            Assert.Equal(RecordText.Lines(expected), RecordText.Lines(found));
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public async Task Feed_AtASpeed_TakesItsTime()
    {
        using var folder = new RecordingFolder().Add("etcd", "0", [(1000, ""), (3000, "")]).WriteManifest();
        var began = TimeProvider.System.GetTimestamp();

        await Feed(folder.Path, new KeepingPublisher()).RunAsync(speed: 10, fromMs: 0, fed: null, CancellationToken.None);

        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(199));
    }

    public void Dispose() => _meters.Dispose();

    private RecordingFeed Feed(string folder, KeepingPublisher publisher) => new(
        RecordingReader.Open(folder), "c", SignalCatalog.BuiltIn, publisher, _meters, TimeProvider.System, NullLoggerFactory.Instance);

    private static async Task RunUntilAsync(RecordingFeed feed, long fromMs, long untilMs)
    {
        using var end = new CancellationTokenSource();
        try
        {
            await feed.RunAsync(speed: null, fromMs, async (progress, _) =>
            {
                if (progress.EventTimeMs >= untilMs) await end.CancelAsync();
            }, end.Token);
        }
        catch (OperationCanceledException)
        {
            // Where it should end.
        }
    }
}
