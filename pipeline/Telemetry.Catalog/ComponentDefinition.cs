namespace Telemetry.Catalog;

/// <summary>One part of the control plane and what it stands on.</summary>
public sealed record ComponentDefinition
{
    /// <summary>Component name as incidents carry it.</summary>
    public required string Name { get; init; }

    /// <summary>Parts whose trouble shows up here, with the share of it that is passed on.</summary>
    public required IReadOnlyDictionary<string, double> DependsOn { get; init; }

    /// <summary>Families that only this part exposes.</summary>
    public required IReadOnlyList<string> Families { get; init; }

    /// <summary>Pieces of a scrape job's name that hint at this part.</summary>
    public required IReadOnlyList<string> Jobs { get; init; }

    /// <summary>False for parts that only feel what others do.</summary>
    public required bool CanBeRoot { get; init; }

    /// <summary>Software whose versions the catalog's entries speak of: <c>kubernetes</c>, <c>etcd</c>, …; empty where entries have none.</summary>
    public string Software { get; init; } = "";

    /// <summary>First version of the software that the catalog knows; null where it knows all.</summary>
    public SoftwareVersion? Covers { get; init; }

    /// <summary>Families that tell the software's version, with the label that has it, the best first.</summary>
    public IReadOnlyList<LabelFilter> VersionFamilies { get; init; } = [];

    /// <summary>Job that the stock rules of the mixins look for it under; empty where they take any.</summary>
    public string StockJob { get; init; } = "";

    /// <summary>Its pages besides the main one.</summary>
    public IReadOnlyList<PageDefinition> Pages { get; init; } = [];
}
