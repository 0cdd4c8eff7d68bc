using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Discovery;

/// <summary>Section <c>kubernetes.kubelet</c>.</summary>
public sealed class KubeletOptions
{
    /// <summary>Whether kubelets are scraped.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// <c>direct</c>: each at its own address. <c>api_server</c>: through the API server's node proxy, where the nodes cannot be reached; it
    /// needs the right <c>nodes/proxy</c>, which allows far more than reading.
    /// </summary>
    public KubeletWay Through { get; set; } = KubeletWay.Direct;

    /// <summary>Pages of each kubelet; without any <c>/metrics</c> and those below it: <c>cadvisor</c>, <c>probes</c>, <c>resource</c>.</summary>
    public IList<string> Paths { get; set; } = ["/metrics", "/metrics/cadvisor", "/metrics/probes", "/metrics/resource"];

    /// <summary>TLS; without <c>ca_file</c> the cluster's own authority. Kubelets sign their certificates themselves unless <c>serverTLSBootstrap</c> is on.</summary>
    public TlsOptions TlsConfig { get; set; } = new();

    /// <summary>Authorization header; without it the credentials of the Kubernetes API.</summary>
    public AuthorizationOptions? Authorization { get; set; }
}

/// <summary>The way to a kubelet.</summary>
public enum KubeletWay
{
    /// <summary>At the node's own address.</summary>
    Direct,

    /// <summary>Through the API server's node proxy.</summary>
    ApiServer,
}
