using Telemetry.Catalog;

namespace Telemetry.Collector.Doctor;

/// <summary>A page to be examined, wherever it came from.</summary>
internal sealed record PageSample
{
    /// <summary>What people know it by: <c>job/instance</c> or a file's name.</summary>
    public required string Name { get; init; }

    /// <summary>Scrape job; null for a file.</summary>
    public string? Job { get; init; }

    /// <summary>Component that somebody says it is; null leaves it to the page.</summary>
    public string? Component { get; init; }

    /// <summary>Path that it was scraped at; null for a file.</summary>
    public string? Path { get; init; }

    /// <summary>Content type as answered; null where unknown.</summary>
    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Why there is no page; null where there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>Time between two scrapes; zero for a file.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>How long the scrape took; zero for a file.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Which families its scrape config forwards; null leaves it to the catalog.</summary>
    public ForwardScope? Forward { get; init; }
}
