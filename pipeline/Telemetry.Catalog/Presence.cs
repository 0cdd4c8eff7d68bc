namespace Telemetry.Catalog;

/// <summary>When a target that has the right version shows a family.</summary>
public enum Presence
{
    /// <summary>From the start.</summary>
    Always,

    /// <summary>From the first event that it counts; a healthy target may not show it.</summary>
    OnEvent,

    /// <summary>Only with a command line flag, which <see cref="SignalDefinition.Needs"/> names.</summary>
    Flag,

    /// <summary>Only in a setup that <see cref="SignalDefinition.Needs"/> describes: a second member, a feature gate, a driver.</summary>
    Setup,
}

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
