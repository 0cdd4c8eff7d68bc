using System.Text.Json.Serialization;

namespace Telemetry.Collector.Recordings;

/// <summary>One entry of a manifest's <c>targets</c>.</summary>
public sealed record RecordedTarget
{
    /// <summary>File of the target's pages, inside the recording's folder.</summary>
    public required string File { get; init; }

    /// <summary>Prometheus's <c>job</c>.</summary>
    public required string Job { get; init; }

    /// <summary>Prometheus's <c>instance</c>.</summary>
    public required string Instance { get; init; }

    /// <summary>Component that the target belongs to.</summary>
    public string? Component { get; init; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string? Scheme { get; init; }

    /// <summary>Path of the scraped page.</summary>
    public string? Path { get; init; }

    /// <summary>Number of scrapes, failed ones included.</summary>
    public long Scrapes { get; init; }

    /// <summary>Number of scrapes without a page.</summary>
    public long Failed { get; init; }

    /// <summary>Event time of the first scrape, Unix milliseconds.</summary>
    public long FirstMs { get; init; }

    /// <summary>Event time of the last scrape, Unix milliseconds.</summary>
    public long LastMs { get; init; }

    /// <summary>Sum of the pages' lengths.</summary>
    public long RawBytes { get; init; }

    /// <summary>True for what clients saw: it judges a replay and is never its input.</summary>
    public bool JudgeOnly { get; init; }

    /// <summary>Content type of the pages; null means Prometheus text 0.0.4.</summary>
    public string? ContentType { get; init; }

    /// <summary>Interval of this target's scrapes in milliseconds, as the manifest's counts tell; never 0.</summary>
    /// <param name="shortest">Shortest interval of the recording: targets are scraped every so many of it.</param>
    public long IntervalMs(TimeSpan shortest)
    {
        var step = Math.Max(1, (long)shortest.TotalMilliseconds);
        if (Scrapes < 2) return step;
        var mean = (double)(LastMs - FirstMs) / (Scrapes - 1);
        return Math.Max(1, (long)Math.Round(mean / step)) * step;
    }

    /// <summary>The type that a replay reads the pages as.</summary>
    [JsonIgnore]
    public string ReplayedType => ContentType ?? "text/plain; version=0.0.4";
}
