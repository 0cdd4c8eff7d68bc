using Telemetry.Catalog;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Targets;
using Telemetry.Contracts;
using Telemetry.Credentials;

namespace Telemetry.Collector.Discovery;

/// <summary>What the targets of one discovered job have in common.</summary>
/// <param name="Options">The section's settings.</param>
/// <param name="Cluster">Name of the cluster.</param>
internal sealed record TargetTemplate(KubernetesOptions Options, string Cluster)
{
    /// <summary>Component of the targets; null leaves it to the catalog.</summary>
    public string? Component { get; init; }

    /// <summary>Which of their families are forwarded; null leaves it to the catalog.</summary>
    public ForwardScope? Forward { get; init; }

    /// <summary>How they are asked.</summary>
    public HttpSecurity Security { get; init; } = HttpSecurity.None;

    /// <summary>Makes one; null where the parts make no address.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="instance">Its instance.</param>
    /// <param name="url">Address of its page.</param>
    /// <param name="node">Its node, where known.</param>
    /// <param name="pod">Its pod, where it is one.</param>
    /// <param name="space">The pod's namespace.</param>
    public ScrapeTarget? Make(string job, string instance, string url, string? node = null, string? pod = null, string? space = null)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Host.Length == 0) return null;
        KeyValuePair<string, string?>[] labels = [new("k8s.node.name", node), new("k8s.pod.name", pod), new("k8s.namespace.name", space)];
        return new ScrapeTarget
        {
            Id = new TargetId(Cluster, job, instance),
            Url = address,
            Interval = Options.ScrapeInterval,
            Timeout = Options.EffectiveTimeout,
            BodyLimitBytes = (int)Options.BodySizeLimit,
            Component = Component,
            Forward = Forward,
            Security = Security,
            Labels = [.. labels.Where(label => label.Value is not null).Select(label => new KeyValuePair<string, string>(label.Key, label.Value!))],
        };
    }
}
