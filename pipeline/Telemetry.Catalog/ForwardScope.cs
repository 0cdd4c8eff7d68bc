namespace Telemetry.Catalog;

/// <summary>Which families of a target are forwarded.</summary>
public enum ForwardScope
{
    /// <summary>Those of the catalog.</summary>
    Catalog,

    /// <summary>Every one.</summary>
    All,
}
