using System.ComponentModel.DataAnnotations;

namespace Telemetry.Cli.Settings;

/// <summary>The settings of a process that watches a live cluster: it must be named.</summary>
internal sealed class NamedClusterSettings : TelemetrySettings
{
    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var broken in base.Validate(validationContext)) yield return broken;
        if (Cluster.Name.Length == 0)
        {
            yield return new ValidationResult(
                "cluster.name is required: it names the watched cluster in every record. Write it into the settings file, or give --set cluster.name=NAME.",
                [nameof(Cluster)]);
        }
    }
}
