namespace Telemetry.Collector.Doctor;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know; nothing is lost by it.</summary>
    Info,

    /// <summary>Some incidents are seen later, or a stock rule cannot fire.</summary>
    Warning,

    /// <summary>A whole kind of incident cannot be seen.</summary>
    Error,
}
