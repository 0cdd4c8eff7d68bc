using System.ComponentModel.DataAnnotations;
using Telemetry.Collector.Discovery;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector;

/// <summary>Settings of the collector.</summary>
public sealed class CollectorOptions : IValidatableObject
{
    /// <summary>Name of the cluster that the targets belong to.</summary>
    public string Cluster { get; set; } = "";

    /// <summary>What is scraped.</summary>
    public IList<ScrapeConfigOptions> ScrapeConfigs { get; set; } = [];

    /// <summary>What is found through the API server of a Kubernetes cluster; null for nothing.</summary>
    public KubernetesOptions? Kubernetes { get; set; }

    /// <summary>What holds for all targets.</summary>
    public CollectorSettings Collector { get; set; } = new();

    /// <summary>Folder for what waits on disk; null where nothing does.</summary>
    public string? SpoolFolder { get; set; }

    /// <summary>Relations between the scrape configs; each of them is validated by itself.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => ScrapeTargets.Doubles(ScrapeConfigs);
}
