using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Telemetry.Hosting.Tests.Settings;

/// <summary>Options with one of each thing that the binder knows.</summary>
public sealed class SampleOptions
{
    public SampleCluster Cluster { get; set; } = new();

    public List<SampleScrape> ScrapeConfigs { get; set; } = [];

    public SampleKafka Kafka { get; set; } = new();

    public SampleWeb Web { get; set; } = new();

    public double Ratio { get; set; } = 0.5;

    public SampleKind Kind { get; set; }

    [DataType(DataType.Password)]
    public string? Sesame { get; set; }
}

public enum SampleKind
{
    Embedded,
    SelfHosted,
}

public sealed class SampleCluster
{
    [Required]
    public string? Name { get; set; }
}

public sealed class SampleKafka
{
    public IReadOnlyDictionary<string, string> Properties { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

public sealed class SampleWeb
{
    [ConfigurationKeyName("listen-address")]
    public string ListenAddress { get; set; } = "127.0.0.1:9099";

    public Uri? ExternalUrl { get; set; }
}

public sealed class SampleScrape : IValidatableObject
{
    public string JobName { get; set; } = "";

    [MinLength(1)]
    public string[] Targets { get; set; } = [];

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ScrapeInterval { get; set; } = TimeSpan.FromSeconds(15);

    public TimeSpan ScrapeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    public long BodySizeLimit { get; set; } = 10 << 20;

    public int? SampleLimit { get; set; }

    public bool HonorLabels { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ScrapeTimeout > ScrapeInterval)
            yield return new ValidationResult("is longer than scrape_interval; shorten it", [nameof(ScrapeTimeout)]);
    }
}
