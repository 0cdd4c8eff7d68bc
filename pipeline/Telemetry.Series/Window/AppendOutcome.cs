namespace Telemetry.Series.Window;

/// <summary>What became of a sample offered to a series.</summary>
internal enum AppendOutcome
{
    Appended,
    Duplicate,
    OutOfOrder,
    TooOld,
    TooFarAhead,

    /// <summary>The window has no room for another series.</summary>
    SeriesLimit,

    /// <summary>The series has left the window; ask for it again.</summary>
    Removed,
}
