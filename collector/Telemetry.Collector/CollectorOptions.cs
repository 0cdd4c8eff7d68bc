using System.ComponentModel.DataAnnotations;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector;

/// <summary>Settings of the collector.</summary>
public sealed class CollectorOptions : IValidatableObject
{
    /// <summary>Most bytes of records that wait for a broker that is away; behind it the oldest are given up.</summary>
    public const int DefaultSendBufferBytes = 64 * 1024 * 1024;

    /// <summary>Most bytes that wait on disk behind them where nothing else is said: an hour of a large cluster.</summary>
    public const long DefaultSendBufferDiskBytes = 1L << 30;

    /// <summary>Name of the cluster that the targets belong to.</summary>
    public string Cluster { get; set; } = "";

    /// <summary>What is scraped.</summary>
    public IList<ScrapeConfigOptions> ScrapeConfigs { get; set; } = [];

    /// <summary>What holds for all targets.</summary>
    public CollectorSettings Collector { get; set; } = new();

    /// <summary>Most bytes of records that wait to be published.</summary>
    [Range(1024 * 1024, int.MaxValue, ErrorMessage = "send_buffer_bytes must be at least 1048576.")]
    public int SendBufferBytes { get; set; } = DefaultSendBufferBytes;

    /// <summary>Most bytes of records that wait on disk once memory is full; 0 keeps none there.</summary>
    [Range(0, 1L << 40, ErrorMessage = "send_buffer_disk_bytes must be between 0 and 1TiB.")]
    public long SendBufferDiskBytes { get; set; } = DefaultSendBufferDiskBytes;

    /// <summary>Folder for what waits on disk; null where nothing does.</summary>
    public string? SpoolFolder { get; set; }

    /// <summary>Relations between the scrape configs; each of them is validated by itself.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => ScrapeTargets.Doubles(ScrapeConfigs);
}
