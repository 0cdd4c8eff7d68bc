using Telemetry.Catalog;

namespace Telemetry.Collector.Doctor;

/// <summary>A target after its page was read.</summary>
public sealed record ExaminedTarget
{
    /// <summary>What people know it by: <c>job/instance</c> or a file's name.</summary>
    public required string Name { get; init; }

    /// <summary>Scrape job; null for a file.</summary>
    public string? Job { get; init; }

    /// <summary>Part that it is; null where nobody can tell.</summary>
    public string? Component { get; init; }

    /// <summary>Which of the part's pages it is.</summary>
    public string Page { get; init; } = PageDefinition.Main;

    /// <summary>Version of the part's software; null where nothing tells.</summary>
    public SoftwareVersion? Version { get; init; }

    /// <summary>First version of that software that the catalog knows; null where it knows all.</summary>
    public SoftwareVersion? Covered { get; init; }

    /// <summary>Why there is no page; null where there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>Lines that could not be read.</summary>
    public int BadLines { get; init; }

    /// <summary>The first of them with its reason; empty without one.</summary>
    public string BadLineExample { get; init; } = "";

    /// <summary>Time between two scrapes; zero for a file.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>How long the scrape took; zero for a file.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What a scrape costs.</summary>
    public PageCost Cost { get; init; }

    /// <summary>Families that have samples, by name.</summary>
    public IReadOnlyDictionary<string, ExaminedFamily> Families { get; init; } = new Dictionary<string, ExaminedFamily>(StringComparer.Ordinal);

    /// <summary>Whether its version is older than what the catalog knows.</summary>
    public bool IsTooOld => Version is { } version && Covered is { } first && version.IsBefore(first);

    /// <summary>Whether it is a page of a known part that can be judged.</summary>
    public bool IsReadable => Problem is null && Component is not null;

    /// <summary>The family of that name; OpenMetrics leaves _total out of it.</summary>
    public ExaminedFamily? Find(string family) =>
        Families.GetValueOrDefault(family)
        ?? (family.EndsWith(CounterSuffix, StringComparison.Ordinal) ? Families.GetValueOrDefault(family[..^CounterSuffix.Length]) : null);

    private const string CounterSuffix = "_total";
}
