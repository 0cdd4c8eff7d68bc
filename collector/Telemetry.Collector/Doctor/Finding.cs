namespace Telemetry.Collector.Doctor;

/// <summary>One thing that the doctor found, on one target or on several alike.</summary>
public sealed record Finding
{
    public required FindingSeverity Severity { get; init; }

    public required FindingCode Code { get; init; }

    /// <summary>Why something is missing; <see cref="MissingCause.None"/> where nothing is.</summary>
    public MissingCause Cause { get; init; }

    /// <summary>Component whose page it is about; empty where unknown.</summary>
    public string Component { get; init; } = "";

    /// <summary>Id of the catalog's entry; empty where it is about the page as a whole.</summary>
    public string Signal { get; init; } = "";

    /// <summary>Metric family; empty where it is about the page as a whole.</summary>
    public string Family { get; init; } = "";

    /// <summary>What was found.</summary>
    public required string Text { get; init; }

    /// <summary>What to change.</summary>
    public required string Cure { get; init; }

    /// <summary>Targets that it was found on.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}
