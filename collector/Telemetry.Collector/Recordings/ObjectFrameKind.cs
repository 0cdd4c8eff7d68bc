namespace Telemetry.Collector.Recordings;

/// <summary>What a frame of recorded objects holds.</summary>
internal enum ObjectFrameKind
{
    /// <summary>A whole list document: the state from here on.</summary>
    List,

    /// <summary>One line of a watch.</summary>
    Watch,

    /// <summary>Why a watch ended; the next one goes on where it stopped, or a list follows.</summary>
    End,
}
