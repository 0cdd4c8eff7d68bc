using System.Runtime.InteropServices;

namespace Telemetry.Collector.Recordings;

/// <summary>One scrape of a recording.</summary>
/// <param name="Target">The target scraped.</param>
/// <param name="IntervalMs">The target's scrape interval, in milliseconds.</param>
/// <param name="StartMs">Event time: when the scrape began, Unix milliseconds.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Status">HTTP status; 0 where there was no answer.</param>
/// <param name="Body">The page as answered, for status 0 the kind of error. Valid until the next page is asked for.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordedPage(
    RecordedTarget Target, long IntervalMs, long StartMs, long DurationMs, int Status, ReadOnlyMemory<byte> Body);
