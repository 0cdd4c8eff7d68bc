namespace Telemetry.Contracts.Metrics;

/// <summary>What a metrics record says about its scrape as a whole.</summary>
/// <param name="Target">Target that was scraped.</param>
/// <param name="ScrapeTimeMs">Event time: when the scrape began, Unix milliseconds.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="IntervalMs">The target's scrape interval.</param>
public readonly record struct ScrapeHeader(TargetId Target, long ScrapeTimeMs, long DurationMs, long IntervalMs)
{
    /// <summary>Number of the moment that the scrape was made for; 0 where it has none.</summary>
    public long Slot { get; init; }

    /// <summary>Whether the target is scraped no more: the record says that its series end.</summary>
    public bool Ends { get; init; }

    /// <summary>Further resource attributes, for example <c>k8s.node.name</c>; none of those in <see cref="ResourceKeys"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Resource { get; init; } = [];
}
