namespace Telemetry.Collector.Doctor;

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
