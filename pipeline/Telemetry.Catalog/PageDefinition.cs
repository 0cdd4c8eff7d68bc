namespace Telemetry.Catalog;

/// <summary>One of the pages that a part serves.</summary>
/// <param name="Name">Name as entries give it: <c>cadvisor</c>.</param>
/// <param name="Path">Where it is served: <c>/metrics/cadvisor</c>.</param>
/// <param name="Families">Families that only this page has.</param>
public sealed record PageDefinition(string Name, string Path, IReadOnlyList<string> Families)
{
    /// <summary>Name of the page at <c>/metrics</c>.</summary>
    public const string Main = "metrics";
}
