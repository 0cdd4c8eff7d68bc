using System.ComponentModel.DataAnnotations;
using Telemetry.Catalog;
using Telemetry.Collector.Discovery;
using Telemetry.Credentials;

namespace Telemetry.Collector.Scraping;

/// <summary>One entry of <c>scrape_configs</c>: targets that are scraped in the same way. Keys are Prometheus's.</summary>
public sealed class ScrapeConfigOptions : IValidatableObject
{
    /// <summary>Interval where none is written: early warning lives on seconds.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(5);

    /// <summary>Timeout where none is written, or the interval where that is shorter.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Body limit where none is written: the page of an API server of a large cluster fits.</summary>
    public const long DefaultBodySizeLimit = 64 * 1024 * 1024;

    private const long MaxBodySizeLimit = 1024 * 1024 * 1024;

    /// <summary>Value of the label <c>job</c>.</summary>
    [Required]
    public string JobName { get; set; } = "";

    /// <summary>Hosts and ports, as <c>host:port</c>.</summary>
    public IList<string> Targets { get; set; } = [];

    /// <summary>The same in Prometheus's nesting, with labels.</summary>
    public IList<StaticConfigOptions> StaticConfigs { get; set; } = [];

    /// <summary>Targets in files that are read again when they change, in Prometheus's form.</summary>
    public IList<FileSdOptions> FileSdConfigs { get; set; } = [];

    /// <summary>Path of the page, with its query where it has one.</summary>
    public string MetricsPath { get; set; } = "/metrics";

    /// <summary><c>http</c> or <c>https</c>.</summary>
    [RegularExpression("https?", ErrorMessage = "scheme must be http or https.")]
    public string Scheme { get; set; } = "http";

    /// <summary>TLS, for <c>https</c>.</summary>
    public TlsOptions TlsConfig { get; set; } = new();

    /// <summary>Authorization header.</summary>
    public AuthorizationOptions? Authorization { get; set; }

    /// <summary>Basic authentication, in place of <c>authorization</c>.</summary>
    public BasicAuthOptions? BasicAuth { get; set; }

    /// <summary>Time between two scrapes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ErrorMessage = "scrape_interval must be between 100ms and 1d.")]
    public TimeSpan ScrapeInterval { get; set; } = DefaultInterval;

    /// <summary>Longest time that one scrape may take; without it ten seconds, or the interval where that is shorter.</summary>
    public TimeSpan? ScrapeTimeout { get; set; }

    /// <summary>Most bytes of a page after decompression, for example <c>10MB</c>.</summary>
    [Range(1, MaxBodySizeLimit, ErrorMessage = "body_size_limit must be between 1B and 1GB.")]
    public long BodySizeLimit { get; set; } = DefaultBodySizeLimit;

    /// <summary>Component of these targets, where the catalog should not find it out by itself.</summary>
    public string? Component { get; set; }

    /// <summary>Which families are forwarded: those of the catalog, or all; without it <c>catalog.forward</c> holds.</summary>
    public ForwardScope? Forward { get; set; }

    /// <summary>The timeout that holds.</summary>
    internal TimeSpan EffectiveTimeout => ScrapeTimeout ?? (ScrapeInterval < DefaultTimeout ? ScrapeInterval : DefaultTimeout);

    /// <summary>How its targets are asked.</summary>
    internal HttpSecurity Security => TlsConfig.ToSecurity() with
    {
        TokenScheme = Authorization?.Type ?? HttpSecurity.None.TokenScheme,
        Token = Authorization is { } token ? CredentialSource.OfFile(token.CredentialsFile) : null,
        Username = BasicAuth?.Username,
        Password = BasicAuth?.PasswordFile is { } password ? CredentialSource.OfFile(password) : null,
    };

    /// <summary>Every target with its labels, from both forms.</summary>
    internal IEnumerable<(string Address, IDictionary<string, string> Labels)> AllTargets() =>
        Targets.Select(address => (address, (IDictionary<string, string>)new Dictionary<string, string>()))
            .Concat(StaticConfigs.SelectMany(config => config.Targets.Select(address => (address, config.Labels))));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ScrapeTimeout is { } timeout && timeout > ScrapeInterval)
            yield return new($"job {JobName}: scrape_timeout ({timeout}) is longer than scrape_interval ({ScrapeInterval}); make it at most that.", [nameof(ScrapeTimeout)]);
        if (ScrapeTimeout is { } none && none <= TimeSpan.Zero)
            yield return new($"job {JobName}: scrape_timeout must be longer than 0s.", [nameof(ScrapeTimeout)]);
        if (Authorization is not null && BasicAuth is not null)
            yield return new($"job {JobName}: authorization and basic_auth both make the Authorization header; keep one.", [nameof(BasicAuth)]);
        if (!MetricsPath.StartsWith('/'))
            yield return new($"job {JobName}: metrics_path '{MetricsPath}' must begin with /.", [nameof(MetricsPath)]);
        if (!AllTargets().Any() && FileSdConfigs.Count == 0)
            yield return new($"job {JobName} has no targets; list them as host:port under targets, or name files under file_sd_configs.", [nameof(Targets)]);
        if (Component is { } component && SignalCatalog.BuiltIn.Topology.Find(component) is null)
            yield return new($"job {JobName}: there is no component '{component}'; it is one of {string.Join(", ", SignalCatalog.BuiltIn.Topology.Components.Select(known => known.Name))}.", [nameof(Component)]);
        foreach (var (address, labels) in AllTargets())
        {
            if (ScrapeTargets.UrlOf(this, address, labels) is null)
                yield return new($"job {JobName}: target '{address}' is no host:port.", [nameof(Targets)]);
        }
    }
}
