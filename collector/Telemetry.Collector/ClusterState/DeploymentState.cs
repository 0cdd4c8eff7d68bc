namespace Telemetry.Collector.ClusterState;

/// <summary>What is kept of a deployment.</summary>
internal sealed class DeploymentState
{
    /// <summary>Reason of a rollout that made no progress within its deadline.</summary>
    public const string DeadlineExceeded = "ProgressDeadlineExceeded";

    private const string Done = "NewReplicaSetAvailable";

    public required long Generation { get; init; }

    public required long ObservedGeneration { get; init; }

    /// <summary>Replicas asked for.</summary>
    public required long Replicas { get; init; }

    public required long Available { get; init; }

    public required long Unavailable { get; init; }

    /// <summary>Replicas of the newest template.</summary>
    public required long Updated { get; init; }

    /// <summary>Status of the condition Available, in lower case; empty where it has none.</summary>
    public required string AvailableStatus { get; init; }

    /// <summary>Status of the condition Progressing, in lower case; empty where it has none.</summary>
    public required string ProgressingStatus { get; init; }

    public required string ProgressingReason { get; init; }

    /// <summary>When the rollout last made progress, Unix milliseconds; 0 unknown.</summary>
    public required long ProgressedMs { get; init; }

    /// <summary>How long it may make none.</summary>
    public required long DeadlineSeconds { get; init; }

    /// <summary>Whether everything that was asked for is there.</summary>
    public bool IsSettled => ObservedGeneration >= Generation && Updated >= Replicas && Available >= Replicas && Unavailable == 0;

    /// <summary>
    /// Used part of the time in which a rollout must make progress: 1 and more is stuck. 0 when nothing is being rolled out, and when the
    /// deadline is none (the API's 2147483647).
    /// </summary>
    public double DeadlineShare(long nowMs)
    {
        if (DeadlineSeconds is <= 0 or int.MaxValue || ProgressedMs == 0 || ProgressingStatus.Length == 0) return 0;
        if (ProgressingStatus == "true" && (ProgressingReason == Done || IsSettled)) return 0;
        return Math.Max(0, (nowMs - ProgressedMs) / 1000.0 / DeadlineSeconds);
    }
}
