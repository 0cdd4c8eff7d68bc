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

/// <summary>What kind of finding it is.</summary>
public enum FindingCode
{
    /// <summary>A signal of the catalog is not on the page.</summary>
    Missing,

    /// <summary>A family has another name before or after some version.</summary>
    Renamed,

    /// <summary>A histogram's buckets end below a limit.</summary>
    BucketsEnd,

    /// <summary>A histogram has lost its buckets.</summary>
    NoBuckets,

    /// <summary>A label that a signal reads is on none of the series.</summary>
    LabelMissing,

    /// <summary>The TYPE line lies; it is corrected.</summary>
    TypeLies,

    /// <summary>A part, or one of its pages, is not scraped.</summary>
    NoTarget,

    /// <summary>Nobody can tell which part a target is.</summary>
    UnknownComponent,

    /// <summary>The stock rules look for the target under another job.</summary>
    JobLabel,

    /// <summary>A target gave no page, or one that cannot be read.</summary>
    Unreadable,

    /// <summary>Lines of a page could not be read.</summary>
    BadLines,

    /// <summary>A page takes long or is large.</summary>
    Expensive,
}

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
