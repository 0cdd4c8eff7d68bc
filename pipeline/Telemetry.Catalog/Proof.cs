namespace Telemetry.Catalog;

/// <summary>What the versions and labels of an entry were checked against.</summary>
public enum Proof
{
    /// <summary>Not checked: an entry of the operator's own, or a family that the collector makes itself.</summary>
    None,

    /// <summary>A captured page of a real component.</summary>
    Capture,

    /// <summary>A recorded cluster.</summary>
    Recording,

    /// <summary>A real server that a test runs.</summary>
    Server,

    /// <summary>Definitions in the component's sources, where no page is to be had.</summary>
    Definition,
}
