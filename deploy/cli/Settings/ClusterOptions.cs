using System.ComponentModel.DataAnnotations;

namespace Telemetry.Cli.Settings;

/// <summary>Section <c>cluster</c>.</summary>
internal sealed class ClusterOptions
{
    /// <summary>
    /// Name of the watched cluster; part of every record's identity. Without it the UID of the namespace <c>kube-system</c>, where section
    /// <c>kubernetes</c> is there or this runs in a pod with a service account; <c>recording</c> where a recording is replayed; else required.
    /// </summary>
    [StringLength(253)]
    public string Name { get; set; } = "";
}
