namespace Telemetry.Contracts.Changes;

/// <summary>Something that was changed in a cluster, one record of <see cref="Streams.Changes"/>.</summary>
public sealed record ChangeRecord
{
    /// <summary>Deterministic: the same change has the same id however often it is seen.</summary>
    public required string ChangeId { get; init; }

    /// <summary>Name of the cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>Event time: when it was seen.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Kind of what was changed, in Kubernetes's spelling, or <c>Process</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Namespace of the object; empty where it has none. Of a process its job.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Name of the object; of a process its instance.</summary>
    public string Name { get; init; } = "";

    /// <summary>What was changed: one of <see cref="ChangeSubjects"/>.</summary>
    public required string What { get; init; }

    /// <summary>Before; empty where there was nothing.</summary>
    public string From { get; init; } = "";

    /// <summary>After; empty where there is nothing any more.</summary>
    public string To { get; init; } = "";

    /// <summary>Who wrote it; empty where unknown.</summary>
    public string By { get; init; } = "";

    /// <summary>When it was written, as the object or the process says; null where unknown.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>Component of the topology that it concerns; empty where it is none.</summary>
    public string Component { get; init; } = "";

    /// <summary>One line: what else changed with it.</summary>
    public string Detail { get; init; } = "";

    /// <summary>When it was made, as far as known, else when it was seen.</summary>
    public DateTimeOffset Made => MadeAt ?? At;

    /// <summary>Whether a controller made it in the course of its work: an autoscaler follows the load, it does not make it.</summary>
    public bool IsRoutine => Kind == "HorizontalPodAutoscaler" || By == "kube-controller-manager";
}
