using System.ComponentModel.DataAnnotations;
using Telemetry.Collector.Scraping;
using Telemetry.Kubernetes.Access;

namespace Telemetry.Collector.Discovery;

/// <summary>
/// Section <c>kubernetes</c>: finds what to scrape through the API server. <c>kubernetes: {}</c> finds every part of a control plane.
/// </summary>
public sealed class KubernetesOptions : KubernetesAccessOptions
{
    /// <summary>Time between two scrapes of what is found.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ErrorMessage = "kubernetes.scrape_interval must be between 100ms and 1d.")]
    public TimeSpan ScrapeInterval { get; set; } = ScrapeConfigOptions.DefaultInterval;

    /// <summary>Longest time that one of these scrapes may take; without it ten seconds, or the interval where that is shorter.</summary>
    public TimeSpan? ScrapeTimeout { get; set; }

    /// <summary>Most bytes of a page after decompression.</summary>
    [Range(1, 1024 * 1024 * 1024, ErrorMessage = "kubernetes.body_size_limit must be between 1B and 1GB.")]
    public long BodySizeLimit { get; set; } = ScrapeConfigOptions.DefaultBodySizeLimit;

    /// <summary>The kubelets of all nodes.</summary>
    public KubeletOptions Kubelet { get; set; } = new();

    /// <summary>The API servers, one by one, as the service <c>kubernetes</c> lists them.</summary>
    public ComponentOptions Apiserver { get; set; } = new();

    /// <summary>Static pods of etcd. With a client certificate in <c>tls_config</c> its client port is asked, else its metrics port.</summary>
    public ComponentOptions Etcd { get; set; } = new();

    /// <summary>Static pods of the scheduler.</summary>
    public ComponentOptions Scheduler { get; set; } = new();

    /// <summary>Static pods of the controller manager.</summary>
    public ComponentOptions ControllerManager { get; set; } = new();

    /// <summary>Pods of CoreDNS.</summary>
    public ComponentOptions Coredns { get; set; } = new();

    /// <summary>Further pods.</summary>
    public IList<PodSelectionOptions> Pods { get; set; } = [];

    /// <summary>Further endpoints, by the endpoint slices of services.</summary>
    public IList<PodSelectionOptions> EndpointSlices { get; set; } = [];

    /// <summary>Whether pods that say <c>prometheus.io/scrape: "true"</c> are scraped, at their <c>prometheus.io/port</c>, <c>path</c> and <c>scheme</c>.</summary>
    public bool PodAnnotations { get; set; }

    /// <summary>The timeout that holds.</summary>
    internal TimeSpan EffectiveTimeout =>
        ScrapeTimeout ?? (ScrapeInterval < ScrapeConfigOptions.DefaultTimeout ? ScrapeInterval : ScrapeConfigOptions.DefaultTimeout);

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var broken in base.Validate(validationContext)) yield return broken;
        if (ScrapeTimeout is { } timeout && (timeout <= TimeSpan.Zero || timeout > ScrapeInterval))
            yield return new($"kubernetes.scrape_timeout ({timeout}) must be longer than 0s and at most scrape_interval ({ScrapeInterval}).", [nameof(ScrapeTimeout)]);
        foreach (var job in Pods.Concat(EndpointSlices).GroupBy(selection => selection.JobName).Where(same => same.Count() > 1))
            yield return new($"kubernetes has the job_name {job.Key} {job.Count()} times under pods and endpoint_slices; give each its own.", [nameof(Pods)]);
    }
}
