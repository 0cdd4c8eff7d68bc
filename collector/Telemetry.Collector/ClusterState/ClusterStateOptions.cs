using System.ComponentModel.DataAnnotations;

namespace Telemetry.Collector.ClusterState;

/// <summary>Section <c>cluster_state</c>.</summary>
public sealed class ClusterStateOptions
{
    /// <summary>How often the cluster's state becomes a record where nothing else is said.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(15);

    /// <summary>Whether the state of the cluster is told, where its API is configured.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often the cluster's state becomes a record.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "interval must be between 1s and 1h.")]
    public TimeSpan Interval { get; set; } = DefaultInterval;
}
