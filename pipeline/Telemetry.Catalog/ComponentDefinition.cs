namespace Telemetry.Catalog;

/// <summary>One part of the control plane and what it stands on.</summary>
/// <param name="Name">Component name as incidents carry it.</param>
/// <param name="DependsOn">Parts whose trouble shows up here, with the share of it that is passed on.</param>
/// <param name="Families">Families that only this part exposes.</param>
/// <param name="Jobs">Pieces of a scrape job's name that hint at this part.</param>
/// <param name="CanBeRoot">False for parts that only feel what others do.</param>
public sealed record ComponentDefinition(
    string Name, IReadOnlyDictionary<string, double> DependsOn, IReadOnlyList<string> Families, IReadOnlyList<string> Jobs, bool CanBeRoot);
