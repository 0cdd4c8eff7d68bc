namespace Telemetry.Collector.Publishing;

/// <summary>What a page tells of the process behind it, as against the page before.</summary>
internal enum ProcessNote
{
    /// <summary>The same process, or nothing that tells.</summary>
    None,

    /// <summary>The same build, started later.</summary>
    Restarted,

    /// <summary>Another build, or one that started earlier: another process answers at this address.</summary>
    OtherProcess,
}

/// <summary>Names of the notes, as labels carry them.</summary>
internal static class ProcessNotes
{
    /// <summary>The note's name.</summary>
    public static string Name(this ProcessNote note) => note switch
    {
        ProcessNote.Restarted => "restarted",
        ProcessNote.OtherProcess => "other_process",
        _ => "none",
    };
}
