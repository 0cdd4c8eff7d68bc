using System.Text;
using Telemetry.Collector.Recordings;
using Telemetry.Collector.Scraping;
using Telemetry.Contracts;
using Xunit;

namespace Telemetry.Collector.Tests.Recordings;

public sealed class RecordingWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("record-").FullName;
    private readonly ScrapeTarget[] _targets = [Target("etcd", "10.0.0.1:2379"), Target("kubelet", "node/1")];

    [Fact]
    public async Task Recording_ReadBack_IsWhatWasScraped()
    {
        using (var writer = Create())
        {
            await WriteAsync(writer, 0, 1000, "first\n");
            await WriteAsync(writer, 1, 1500, "other\n");
            await WriteAsync(writer, 0, 2000, "second\n");
            await writer.AcceptAsync(_targets[0], new ScrapedPage(3000, 5, 0, ScrapeFailure.Timeout, null, default), CancellationToken.None);
            await writer.AcceptAsync(_targets[0], new ScrapedPage(4000, 5, 503, ScrapeFailure.HttpStatus, null, default), CancellationToken.None);
        }

        var (pages, notices, manifest) = await ReadAsync();

        Assert.Equal(["1000 etcd 200 first\n", "1500 kubelet 200 other\n", "2000 etcd 200 second\n", "3000 etcd 0 timeout", "4000 etcd 503 "], pages);
        Assert.Empty(notices);
        var etcd = manifest.Targets.Single(target => target.Job == "etcd");
        Assert.Equal((4, 2, 1000, 4000, 13), (etcd.Scrapes, etcd.Failed, etcd.FirstMs, etcd.LastMs, etcd.RawBytes));
        Assert.Equal(("http", "/metrics", "etcd", "text/plain"), (etcd.Scheme, etcd.Path, etcd.Component, etcd.ContentType));
    }

    [Fact]
    public async Task Page_ThatBrokeOff_IsRecordedAsAFailure()
    {
        using (var writer = Create())
        {
            var page = new ScrapedPage(1000, 5, 200, ScrapeFailure.Truncated, "text/plain", Encoding.UTF8.GetBytes("half\n"));
            await writer.AcceptAsync(_targets[0], page, CancellationToken.None);
        }

        Assert.Equal(["1000 etcd 0 truncated"], (await ReadAsync()).Pages);
    }

    [Fact]
    public async Task Recording_OfAWriterThatWasKilled_IsReadUpToItsLastFrame()
    {
        using var writer = Create();
        foreach (var i in Enumerable.Range(0, 20)) await WriteAsync(writer, 0, i * 1000, $"page {i}\n");

        // The writer is still open: this is what a kill leaves behind.
        var (pages, notices, _) = await ReadAsync();

        Assert.Equal(20, pages.Count);
        Assert.Contains("after 20 whole frames", notices.Single(line => line.Contains("etcd", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_WithARecording_IsNotOverwritten()
    {
        Create().Dispose();

        Assert.Contains("another folder", Assert.Throws<RecordingException>(() => Create()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_AtRandom_ComeBackByteForByte()
    {
        var random = new Random(3);
        var bodies = Enumerable.Range(0, 60).Select(i =>
        {
            var body = new byte[random.Next(0, 200_000)];
            if (i % 2 == 0) random.NextBytes(body);
            return body;
        }).ToList();
        using (var writer = Create())
        {
            for (var i = 0; i < bodies.Count; i++)
                await writer.AcceptAsync(_targets[0], new ScrapedPage(i, 1, 200, ScrapeFailure.None, "text/plain", bodies[i]), CancellationToken.None);
        }

        var next = 0;
        await foreach (var page in RecordingReader.Open(_folder).ReadPagesAsync(CancellationToken.None))
            Assert.True(page.Body.Span.SequenceEqual(bodies[next++]));
        Assert.Equal(bodies.Count, next);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private RecordingWriter Create() => RecordingWriter.Create(
        _folder, new CollectorOptions { Cluster = "test", ScrapeConfigs = [new() { ScrapeInterval = TimeSpan.FromSeconds(1) }] }, TimeProvider.System);

    private ValueTask<PageVerdict> WriteAsync(RecordingWriter writer, int target, long startMs, string body) => writer.AcceptAsync(
        _targets[target], new ScrapedPage(startMs, 5, 200, ScrapeFailure.None, "text/plain", Encoding.UTF8.GetBytes(body)), CancellationToken.None);

    private async Task<(List<string> Pages, IReadOnlyList<string> Notices, RecordingManifest Manifest)> ReadAsync()
    {
        var reader = RecordingReader.Open(_folder);
        var pages = new List<string>();
        await foreach (var page in reader.ReadPagesAsync(CancellationToken.None))
            pages.Add($"{page.StartMs} {page.Target.Job} {page.Status} {Encoding.UTF8.GetString(page.Body.Span)}");
        return (pages, reader.Notices, reader.Manifest);
    }

    private static ScrapeTarget Target(string job, string instance) => new()
    {
        Id = new TargetId("test", job, instance),
        Url = new Uri("http://127.0.0.1:2379/metrics"),
        Interval = TimeSpan.FromSeconds(1),
        Timeout = TimeSpan.FromSeconds(1),
        BodyLimitBytes = 1024,
        Component = job,
    };
}
