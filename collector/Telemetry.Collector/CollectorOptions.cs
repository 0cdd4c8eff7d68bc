using System.ComponentModel.DataAnnotations;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector;

/// <summary>Settings of the collector.</summary>
public sealed class CollectorOptions : IValidatableObject
{
    /// <summary>Most bytes of records that wait for a broker that is away; behind it the oldest are given up.</summary>
    public const int DefaultSendBufferBytes = 64 * 1024 * 1024;

    /// <summary>Name of the cluster that the targets belong to.</summary>
    public string Cluster { get; set; } = "";

    /// <summary>What is scraped.</summary>
    public IList<ScrapeConfigOptions> ScrapeConfigs { get; set; } = [];

    /// <summary>Most bytes of records that wait to be published.</summary>
    [Range(1024 * 1024, int.MaxValue, ErrorMessage = "send_buffer_bytes must be at least 1048576.")]
    public int SendBufferBytes { get; set; } = DefaultSendBufferBytes;

    /// <summary>Relations between the scrape configs; each of them is validated by itself.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => ScrapeTargets.Doubles(ScrapeConfigs);
}
