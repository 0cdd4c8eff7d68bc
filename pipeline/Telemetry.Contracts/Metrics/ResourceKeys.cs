namespace Telemetry.Contracts.Metrics;

/// <summary>Resource attributes of a metrics record that name its target and its scrape (see <c>docs/formats/metrics.md</c>).</summary>
public static class ResourceKeys
{
    public const string Cluster = "k8s.cluster.name";
    public const string Job = "service.name";
    public const string Instance = "service.instance.id";

    /// <summary>When the scrape began, Unix milliseconds: the record's event time.</summary>
    public const string ScrapeTime = "telemetry.scrape.time_ms";

    /// <summary>The target's scrape interval in milliseconds.</summary>
    public const string Interval = "telemetry.scrape.interval_ms";

    /// <summary>Number of the moment that the scrape was made for; absent where it has none, as in a recording.</summary>
    public const string Slot = "telemetry.scrape.slot";

    /// <summary>1 where the target is scraped no more and this says that its series end; else absent.</summary>
    public const string Ends = "telemetry.scrape.ends";

    /// <summary>How long the scrape took in milliseconds.</summary>
    public const string Duration = "telemetry.scrape.duration_ms";

    /// <summary>Which part of a split scrape this record is, from 1; absent when the scrape is one record.</summary>
    public const string Part = "telemetry.part";

    /// <summary>How many records the scrape was split into; absent when it is one.</summary>
    public const string Parts = "telemetry.parts";
}
