using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.ClusterState;

/// <summary>What is known of the objects of one kind, and the series that tell it.</summary>
internal interface IObjectTable
{
    /// <summary>Whether a list was complete once: before, absence says nothing.</summary>
    bool IsSynced { get; }

    /// <summary>Objects held.</summary>
    int Count { get; }

    /// <summary>Takes one event.</summary>
    DocumentFate Apply(in ResourceEvent told);

    /// <summary>Writes the kind's families.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="nowMs">Time of the page, Unix milliseconds: ages are told against it.</param>
    void Write(StatePage page, long nowMs);
}

/// <summary>What became of a document.</summary>
internal enum DocumentFate
{
    /// <summary>There was none.</summary>
    None,

    /// <summary>It was taken.</summary>
    Read,

    /// <summary>It names no object.</summary>
    Unreadable,

    /// <summary>There is no room for another object.</summary>
    OverLimit,
}
