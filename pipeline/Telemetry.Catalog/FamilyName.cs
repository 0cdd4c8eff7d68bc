namespace Telemetry.Catalog;

/// <summary>A name that a signal's family has or had.</summary>
/// <param name="Name">As the <c># TYPE</c> line writes it.</param>
/// <param name="Versions">Versions of the scraped part's software that use it.</param>
public sealed record FamilyName(string Name, VersionRange Versions);
