using System.Text;
using Telemetry.Catalog;
using Telemetry.Collector.Publishing;
using Telemetry.Collector.Scraping;
using Telemetry.Contracts;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

/// <summary>One target's encoder, fed by hand; a scrape every second from 1000 ms on.</summary>
internal sealed class EncoderRig
{
    private static readonly string[] Own = ["up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_bad_lines", "scrape_failure", "scrape_problems"];

    private readonly ScrapeEncoder _encoder;
    private long _timeMs;

    /// <param name="families">Names of the families that are forwarded.</param>
    public EncoderRig(params string[] families) =>
        _encoder = new ScrapeEncoder(Target(), families.Length == 0 ? SignalCatalog.BuiltIn : Catalog(families));

    /// <summary>When the scrapes begin: the first is a second later.</summary>
    public long TimeMs { init => _timeMs = value; }

    public ScrapeTally Tally => _encoder.Tally;

    public ScrapeFailure Failure => _encoder.Failure;

    public static ScrapeTarget Target() => new()
    {
        Id = new TargetId("cluster", "job", "instance"),
        Url = new Uri("http://instance/metrics"),
        Interval = TimeSpan.FromSeconds(1),
        Timeout = TimeSpan.FromSeconds(1),
        BodyLimitBytes = 1,
        Component = "etcd",
        Labels = [new("k8s.node.name", "node-1")],
    };

    public static SignalCatalog Catalog(params IEnumerable<string> families) => SignalCatalog.Parse(
        "signals:\n" + string.Concat(families.Select(family =>
            $"  - {{id: {family}, component: etcd, kind: gauge, family: {family}, unit: s, title: a test, help: for a test}}\n")), "test");

    /// <summary>What a page became, without the collector's own signals.</summary>
    public List<string> Encode(string page, string? contentType = "text/plain") => [.. EncodeAll(page, contentType).Where(line => !IsOwn(line))];

    /// <summary>What a page of bytes became, without the collector's own signals.</summary>
    public List<string> Encode(byte[] page, string contentType) =>
        [.. RecordText.Lines(Records(page, contentType, ScrapeFailure.None)).Where(line => !IsOwn(line))];

    /// <summary>What a failed scrape, or a page that broke off, became.</summary>
    public List<string> Fail(ScrapeFailure failure, string page = "") => RecordText.Lines(Records(page, "text/plain", failure));

    public List<string> EncodeAll(string page, string? contentType = "text/plain") =>
        RecordText.Lines(Records(page, contentType, ScrapeFailure.None));

    public IReadOnlyList<ReadOnlyMemory<byte>> Records(string page, string? contentType, ScrapeFailure failure) =>
        Records(Encoding.UTF8.GetBytes(page), contentType, failure);

    private IReadOnlyList<ReadOnlyMemory<byte>> Records(byte[] page, string? contentType, ScrapeFailure failure)
    {
        _timeMs += 1000;
        var scraped = new ScrapedPage(_timeMs, 250, failure == ScrapeFailure.None ? 200 : 0, failure, contentType, page);
        var records = _encoder.Encode(scraped);
        Assert.Equal(
            Tally.Read,
            Tally.Forwarded + Tally.NotInCatalog + Tally.Duplicates + Tally.Refused
                + Tally.Broken.Total + Tally.IncompleteHistogram + Tally.Oversized);
        return records;
    }

    private static bool IsOwn(string line) => Own.Any(name => line.StartsWith($"gauge {name} ", StringComparison.Ordinal)
        || line.StartsWith($"gauge {name}{{", StringComparison.Ordinal));
}
