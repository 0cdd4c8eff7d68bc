using System.ComponentModel.DataAnnotations;
using Telemetry.Kubernetes.Access;

namespace Telemetry.Cli.Settings;

/// <summary>The settings of a process that watches a live cluster: it must be named, or there must be an API server to ask.</summary>
internal sealed class NamedClusterSettings : TelemetrySettings
{
    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var broken in base.Validate(validationContext)) yield return broken;
        if (Cluster.Name.Length == 0 && Kubernetes is null && !ServiceAccount.IsMounted)
        {
            yield return new ValidationResult(
                "cluster.name is required: it names the watched cluster in every record. Write it into the settings file, or give --set cluster.name=NAME; with a section kubernetes the cluster names itself.",
                [nameof(Cluster)]);
        }
    }
}
