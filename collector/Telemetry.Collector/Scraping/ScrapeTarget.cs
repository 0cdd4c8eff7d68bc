using Telemetry.Catalog;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Scraping.Negotiation;
using Telemetry.Collector.Targets;
using Telemetry.Contracts;
using Telemetry.Credentials;

namespace Telemetry.Collector.Scraping;

/// <summary>One page to be scraped: what the settings or a discovery say, resolved. Two equal targets are the same target.</summary>
internal sealed record ScrapeTarget
{
    /// <summary>Identity of the target; key of its records.</summary>
    public required TargetId Id { get; init; }

    /// <summary>Address of the page.</summary>
    public required Uri Url { get; init; }

    /// <summary>Time between two scrapes.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Longest time that a scrape may take; at most <see cref="Interval"/>.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Most bytes of a page, after decompression.</summary>
    public required int BodyLimitBytes { get; init; }

    /// <summary>Component that the operator (or a recording's manifest) says this is; null leaves it to the catalog.</summary>
    public string? Component { get; init; }

    /// <summary>How to ask for the page: credentials and TLS.</summary>
    public HttpSecurity Security { get; init; } = HttpSecurity.None;

    /// <summary>Which of its families are forwarded; null leaves it to the catalog.</summary>
    public ForwardScope? Forward { get; init; }

    /// <summary>What its pages may ask of us.</summary>
    public PageLimits Limits { get; init; } = new();

    /// <summary>Which formats it is asked for.</summary>
    public PageFormats Formats { get; init; } = PageFormats.Default;

    /// <summary>Further labels of the target, put on its records as resource attributes.</summary>
    public TargetLabels Labels { get; init; } = TargetLabels.None;
}
