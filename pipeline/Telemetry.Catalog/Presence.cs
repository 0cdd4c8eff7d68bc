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
