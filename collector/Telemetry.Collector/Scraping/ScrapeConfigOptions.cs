using System.ComponentModel.DataAnnotations;
using Telemetry.Catalog;
using Telemetry.Collector.Discovery;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Scraping.Negotiation;
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

    /// <summary>Most samples of one page; 0 is no limit. Over it families go by the catalog's priority.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "sample_limit must not be negative.")]
    public int SampleLimit { get; set; }

    /// <summary>Most series that are known of one target. Over it families go by the catalog's priority.</summary>
    [Range(1, 10_000_000, ErrorMessage = "series_limit must be between 1 and 10000000.")]
    public int SeriesLimit { get; set; } = PageLimits.DefaultSeriesLimit;

    /// <summary>Most series of one target that may be new within a minute, besides those that matter most; 0 is no limit.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "new_series_limit must not be negative.")]
    public int NewSeriesLimit { get; set; }

    /// <summary>Most labels of one sample, which is dropped over it; 0 is 128, the most there can be.</summary>
    [Range(0, LabelBlock.MaxLabels, ErrorMessage = "label_limit must be between 0 and 128.")]
    public int LabelLimit { get; set; }

    /// <summary>Longest label name in bytes; a sample is dropped over it. 0 is no limit.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "label_name_length_limit must not be negative.")]
    public int LabelNameLengthLimit { get; set; } = PageLimits.DefaultLabelNameLengthLimit;

    /// <summary>Longest label value in bytes; a sample is dropped over it. 0 is no limit.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "label_value_length_limit must not be negative.")]
    public int LabelValueLengthLimit { get; set; } = PageLimits.DefaultLabelValueLengthLimit;

    /// <summary>Formats to ask for, the best first: <c>PrometheusProto</c>, <c>OpenMetricsText1.0.0</c>, <c>OpenMetricsText0.0.1</c>, <c>PrometheusText1.0.0</c>, <c>PrometheusText0.0.4</c>. Without them the cheapest is found out for each target.</summary>
    public IList<string> ScrapeProtocols { get; set; } = [];

    /// <summary>What a page is read as whose content type is absent or unknown: one of the names of <c>scrape_protocols</c>. Without it such a page is refused.</summary>
    public string? FallbackScrapeProtocol { get; set; }

    /// <summary>Component of these targets, where the catalog should not find it out by itself.</summary>
    public string? Component { get; set; }

    /// <summary>Which families are forwarded: those of the catalog, or all; without it <c>catalog.forward</c> holds.</summary>
    public ForwardScope? Forward { get; set; }

    /// <summary>The timeout that holds.</summary>
    internal TimeSpan EffectiveTimeout => ScrapeTimeout ?? (ScrapeInterval < DefaultTimeout ? ScrapeInterval : DefaultTimeout);

    /// <summary>The limits of its pages.</summary>
    internal PageLimits PageLimits => new()
    {
        SampleLimit = SampleLimit,
        SeriesLimit = SeriesLimit,
        NewSeriesLimit = NewSeriesLimit,
        LabelLimit = LabelLimit,
        LabelNameLengthLimit = LabelNameLengthLimit,
        LabelValueLengthLimit = LabelValueLengthLimit,
    };

    /// <summary>The formats of its pages.</summary>
    internal PageFormats PageFormats => new()
    {
        Preferred = [.. ScrapeProtocols.Select(ProtocolOf).OfType<ScrapeProtocol>()],
        Fallback = FallbackScrapeProtocol is { } fallback ? ProtocolOf(fallback) : null,
    };

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
        foreach (var name in ScrapeProtocols.Append(FallbackScrapeProtocol).OfType<string>().Where(name => ProtocolOf(name) is null))
            yield return new($"job {JobName}: there is no scrape protocol '{name}'; it is one of {ScrapeProtocolNames.All}.", [nameof(ScrapeProtocols)]);
        if (ScrapeProtocols.Distinct().Count() < ScrapeProtocols.Count)
            yield return new($"job {JobName}: scrape_protocols names one twice; remove the second.", [nameof(ScrapeProtocols)]);
        foreach (var (address, labels) in AllTargets())
        {
            if (ScrapeTargets.UrlOf(this, address, labels) is null)
                yield return new($"job {JobName}: target '{ScrapeTargets.Shown(address)}' is no host:port.", [nameof(Targets)]);
        }
    }

    private static ScrapeProtocol? ProtocolOf(string name) => ScrapeProtocolNames.TryParse(name, out var protocol) ? protocol : null;
}
