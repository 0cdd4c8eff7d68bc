namespace Telemetry.Collector.ClusterState;

/// <summary>What is kept of a pod.</summary>
internal sealed class PodState
{
    public required string Uid { get; init; }

    /// <summary>Phase as kube-state-metrics tells it: that of the status, <c>Unknown</c> for one that is being deleted on a lost node.</summary>
    public required string Phase { get; init; }

    public required string Reason { get; init; }

    public required string Node { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long CreatedMs { get; init; }

    /// <summary>Status of the condition Ready, in lower case; empty where it has none.</summary>
    public required string Ready { get; init; }

    /// <summary>Since when it cannot be scheduled, Unix milliseconds; 0 where it can.</summary>
    public required long UnschedulableSinceMs { get; init; }

    public required ContainerState[] Containers { get; init; }

    public required ContainerState[] InitContainers { get; init; }
}

/// <summary>What is kept of a container.</summary>
/// <param name="Name">Name in the pod.</param>
/// <param name="Restarts">How often it was restarted.</param>
/// <param name="Waiting">Why it waits; empty where it does not.</param>
/// <param name="Terminated">Why it has ended; empty where it has not.</param>
/// <param name="LastTerminated">Why it ended the time before; empty where it never did.</param>
internal readonly record struct ContainerState(string Name, long Restarts, string Waiting, string Terminated, string LastTerminated);
