namespace Telemetry.Collector.Scraping;

/// <summary>Why a target is no longer scraped here.</summary>
internal enum TargetEnd
{
    /// <summary>No source knows it any more: its series end.</summary>
    Gone,

    /// <summary>It goes on here under the same identity with other settings: its series go on.</summary>
    Changed,

    /// <summary>Another shard scrapes it by now: its series go on there.</summary>
    HandedOver,
}
