using System.Text;
using Telemetry.Collector.Publishing;
using Telemetry.Collector.Tests.Changes;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Tests.Recordings;
using Telemetry.Collector.Tests.Scraping;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

/// <summary>What is said about pages that came but cannot be read.</summary>
public sealed class PageLogTests : IDisposable
{
    private readonly TestMeters _meters = new();
    private readonly KeptLog<PublishingSink> _log = new();
    private readonly ScrapeTarget _target = EncoderRig.Target();
    private readonly PublishingSink _sink;

    public PageLogTests()
    {
        var metrics = new CollectorMetrics(_meters);
        _sink = new PublishingSink(EncoderRig.Catalog("a"), new DirectOutlet(new KeepingPublisher(), metrics), KeptChanges.Watch(new KeptChanges()), metrics, TimeProvider.System, _log);
    }

    [Fact]
    public async Task BadLines_AreSaidOnceWithTheFirstOfThem()
    {
        await AcceptAsync("a 1\n");
        await AcceptAsync("a 1\nb two\nc three\n");
        await AcceptAsync("a 1\nb two\nc three\n");
        await AcceptAsync("a 1\n");

        Assert.Equal(2, _log.Lines.Count);
        Assert.StartsWith("Warning: The page of job/instance has 2 lines that cannot be read (invalid_value): expected float as value in line 2: b two", _log.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Information: ", _log.Lines[1], StringComparison.Ordinal);
        Assert.Equal(4, _meters["telemetry.collector.bad_lines{invalid_value}"]);
    }

    [Fact]
    public async Task WrongType_IsSaidOnceAndCounted()
    {
        await AcceptAsync("<html>", "text/html");
        await AcceptAsync("<html>", "text/html");

        Assert.Contains("'text/html'", Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Equal(2, _meters["telemetry.collector.pages.unreadable{html}"]);
    }

    [Fact]
    public async Task Samples_ReadForwardedAndDropped_AddUp()
    {
        await AcceptAsync("# TYPE a gauge\na 1\na 1\n# TYPE other gauge\nother 1\nother{x=\"1\"} 2\n");

        Assert.Equal(4, _meters["telemetry.collector.samples"]);
        Assert.Equal(1, _meters["telemetry.collector.samples.forwarded"]);
        Assert.Equal(1, _meters["telemetry.collector.samples.dropped{duplicate}"]);
        Assert.Equal(2, _meters["telemetry.collector.samples.dropped{not_in_catalog}"]);
    }

    public void Dispose() => _meters.Dispose();

    private ValueTask<PageVerdict> AcceptAsync(string page, string? contentType = "text/plain") => _sink.AcceptAsync(
        _target, new ScrapedPage(1000, 5, 200, ScrapeFailure.None, contentType, Encoding.UTF8.GetBytes(page)), CancellationToken.None);
}
