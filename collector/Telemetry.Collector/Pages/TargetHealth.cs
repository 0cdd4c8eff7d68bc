namespace Telemetry.Collector.Pages;

/// <summary>How a target does.</summary>
internal enum TargetHealth
{
    /// <summary>It has not been scraped yet.</summary>
    Unknown,

    /// <summary>Its last scrape gave a page, or a part of one.</summary>
    Up,

    /// <summary>Its last scrape gave nothing.</summary>
    Down,

    /// <summary>It is not scraped here.</summary>
    Dropped,
}
