using System.Text;

namespace Telemetry.Contracts;

/// <summary>The identity of a scraped target. Two targets of one identity are a settings error.</summary>
/// <param name="Cluster">Name of the cluster, as in the settings' <c>cluster.name</c>.</param>
/// <param name="Job">Prometheus's <c>job</c>.</param>
/// <param name="Instance">Prometheus's <c>instance</c>: host and port, or a pod or node name.</param>
public readonly record struct TargetId(string Cluster, string Job, string Instance) : IComparable<TargetId>
{
    /// <summary>Record key of this target's metrics: <c>cluster/job/instance</c>, where % and / inside a part are percent-encoded.</summary>
    public byte[] ToKey() => Encoding.UTF8.GetBytes(ToString());

    /// <inheritdoc/>
    public override string ToString() => $"{Escape(Cluster)}/{Escape(Job)}/{Escape(Instance)}";

    /// <inheritdoc/>
    public int CompareTo(TargetId other)
    {
        var order = string.CompareOrdinal(Cluster, other.Cluster);
        if (order == 0) order = string.CompareOrdinal(Job, other.Job);
        return order != 0 ? order : string.CompareOrdinal(Instance, other.Instance);
    }

    private static string Escape(string part) =>
        part.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
}
