using System.ComponentModel.DataAnnotations;

namespace Telemetry.Cli.Settings;

/// <summary>Section <c>cluster</c>.</summary>
internal sealed class ClusterOptions
{
    /// <summary>
    /// Name of the watched cluster; part of every record's identity. Required, but where a recording is replayed: there it is
    /// <c>recording</c> unless given.
    /// </summary>
    [StringLength(253)]
    public string Name { get; set; } = "";
}
