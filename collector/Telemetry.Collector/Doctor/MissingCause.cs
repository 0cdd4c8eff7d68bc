namespace Telemetry.Collector.Doctor;

/// <summary>Why a signal is missing.</summary>
public enum MissingCause
{
    None,

    /// <summary>This version of the part does not have it.</summary>
    Version,

    /// <summary>It takes a command line flag.</summary>
    Flag,

    /// <summary>It takes a setup that this cluster does not have.</summary>
    Setup,

    /// <summary>It appears with the first event that it counts.</summary>
    Event,

    /// <summary>Something between the part and here drops families.</summary>
    AllowList,

    /// <summary>A job's name hides which part the target is, or nothing scrapes it.</summary>
    JobLabel,

    /// <summary>It should be there.</summary>
    Unknown,
}
