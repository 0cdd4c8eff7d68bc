using System.ComponentModel.DataAnnotations;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Discovery;

/// <summary>How one part of a control plane is found and asked. What is not set follows from the pod itself and the part's habits.</summary>
public sealed class ComponentOptions
{
    /// <summary>Whether it is scraped.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Namespace of its pods, without it <c>kube-system</c>; for the API server that of its endpoint slice, without it <c>default</c>.</summary>
    public string? Namespace { get; set; }

    /// <summary>Label selector of its pods or slices; without it what kubeadm and the API server give them.</summary>
    public string? Label { get; set; }

    /// <summary>Port of the page; without it what the pod's command says, else the part's usual one.</summary>
    [Range(1, 65535, ErrorMessage = "port must be between 1 and 65535.")]
    public int? Port { get; set; }

    /// <summary><c>http</c> or <c>https</c>; without it what goes with the port.</summary>
    [RegularExpression("https?", ErrorMessage = "scheme must be http or https.")]
    public string? Scheme { get; set; }

    /// <summary>TLS; without <c>ca_file</c> the cluster's own authority.</summary>
    public TlsOptions TlsConfig { get; set; } = new();

    /// <summary>Authorization header; without it the credentials of the Kubernetes API, where the part asks for such.</summary>
    public AuthorizationOptions? Authorization { get; set; }
}
