using System.Runtime.InteropServices;

namespace Telemetry.Collector.Scraping;

/// <summary>What one scrape gave, whether it was made just now or read from a recording.</summary>
/// <param name="StartMs">Event time: when the scrape began, Unix milliseconds.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Status">HTTP status; 0 where there was no answer.</param>
/// <param name="Failure">Why there is no page, or only a part of one.</param>
/// <param name="ContentType">Content type as answered; null where none was.</param>
/// <param name="Body">The page, or the part of it that came. Valid until the sink has returned.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScrapedPage(
    long StartMs, long DurationMs, int Status, ScrapeFailure Failure, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Number of the moment that it was made for, by which the same scrape made twice is recognised; null in a recording.</summary>
    public long? Slot { get; init; }

    /// <summary>When the certificate that the target showed runs out; null without one.</summary>
    public DateTimeOffset? CertificateExpiry { get; init; }
}
