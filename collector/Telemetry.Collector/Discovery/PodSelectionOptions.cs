using System.ComponentModel.DataAnnotations;
using Telemetry.Catalog;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Discovery;

/// <summary>One entry of <c>kubernetes.pods</c> or <c>kubernetes.endpoint_slices</c>: what selectors select is scraped in the same way.</summary>
public sealed class PodSelectionOptions : IValidatableObject
{
    /// <summary>Value of the label <c>job</c>.</summary>
    [Required]
    public string JobName { get; set; } = "";

    /// <summary>Namespaces; without any all of them.</summary>
    public IList<string> Namespaces { get; set; } = [];

    /// <summary>Label selector, such as <c>app=ingress,tier!=test</c>; for endpoint slices <c>kubernetes.io/service-name=NAME</c>.</summary>
    public string? Label { get; set; }

    /// <summary>Field selector, such as <c>spec.nodeName=node-1</c>.</summary>
    public string? Field { get; set; }

    /// <summary>Number or name of the port; without it every TCP port that the pod or the slice names.</summary>
    public string? Port { get; set; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    [RegularExpression("https?", ErrorMessage = "scheme must be http or https.")]
    public string Scheme { get; set; } = "http";

    /// <summary>Path of the page.</summary>
    [RegularExpression("/.*", ErrorMessage = "metrics_path must begin with /.")]
    public string MetricsPath { get; set; } = "/metrics";

    /// <summary>Component of these targets, where the catalog should not find it out by itself.</summary>
    public string? Component { get; set; }

    /// <summary>Which families are forwarded: those of the catalog, or all; without it <c>catalog.forward</c> holds.</summary>
    public ForwardScope? Forward { get; set; }

    /// <summary>TLS, for <c>https</c>.</summary>
    public TlsOptions TlsConfig { get; set; } = new();

    /// <summary>Authorization header.</summary>
    public AuthorizationOptions? Authorization { get; set; }

    /// <summary>Basic authentication, in place of <c>authorization</c>.</summary>
    public BasicAuthOptions? BasicAuth { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authorization is not null && BasicAuth is not null)
            yield return new($"job {JobName}: authorization and basic_auth both make the Authorization header; keep one.", [nameof(BasicAuth)]);
    }
}
