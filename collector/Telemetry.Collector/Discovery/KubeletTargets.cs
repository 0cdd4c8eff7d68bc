using System.Globalization;
using Telemetry.Collector.Scraping;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Discovery;

/// <summary>Makes the targets of a node's kubelet: a job for each of its pages, the node as the instance.</summary>
/// <param name="template">What they have in common.</param>
/// <param name="options">Pages and the way to them.</param>
/// <param name="apiServer">The API server, for its node proxy.</param>
internal sealed class KubeletTargets(TargetTemplate template, KubeletOptions options, Uri apiServer)
{
    /// <summary>The nodes.</summary>
    public static readonly ResourceQuery Nodes = new("/api/v1/nodes");

    private const string MetricsPath = "/metrics";

    private readonly (string Job, string Path)[] _pages = [.. options.Paths.Distinct().Select(path => (JobOf(path), path))];

    /// <summary>The targets; none of a node that has no kubelet or no address yet.</summary>
    public IEnumerable<ScrapeTarget> Of(FoundNode node)
    {
        if (node.KubeletPort <= 0) yield break;
        foreach (var (job, path) in _pages)
        {
            if (UrlOf(node, path) is { } url && template.Make(job, node.Name, url, node.Name) is { } target) yield return target;
        }
    }

    private string? UrlOf(FoundNode node, string path)
    {
        if (options.Through == KubeletWay.ApiServer) return $"{apiServer.AbsoluteUri.TrimEnd('/')}/api/v1/nodes/{node.Name}/proxy{path}";
        return node.Address is { } address ? string.Create(CultureInfo.InvariantCulture, $"https://{HostText.Of(address)}:{node.KubeletPort}{path}") : null;
    }

    private static string JobOf(string path)
    {
        var page = path.StartsWith(MetricsPath, StringComparison.Ordinal) ? path[MetricsPath.Length..] : path;
        return $"kubelet{page.TrimEnd('/').Replace('/', '-')}";
    }
}
