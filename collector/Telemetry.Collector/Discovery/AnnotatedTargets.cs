using System.Globalization;
using Telemetry.Collector.Scraping;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Discovery;

/// <summary>Makes the target of a pod that says by its annotations where its page is.</summary>
/// <param name="template">What they have in common.</param>
internal sealed class AnnotatedTargets(TargetTemplate template)
{
    /// <summary>Every pod.</summary>
    public static readonly ResourceQuery Pods = new("/api/v1/pods");

    private const string Job = "kubernetes-pods";

    /// <summary>The target; none of a pod that does not ask to be scraped, or says no port and has none.</summary>
    public IEnumerable<ScrapeTarget> Of(FoundPod pod)
    {
        if (!pod.IsRunning || pod.Address is not { } address || pod.Annotations.GetValueOrDefault("scrape") != "true") return [];
        var port = int.TryParse(pod.Annotations.GetValueOrDefault("port"), NumberStyles.None, CultureInfo.InvariantCulture, out var said)
            ? said
            : pod.Ports.Select(named => named.Number).FirstOrDefault();
        if (port is <= 0 or > 65535) return [];
        var scheme = pod.Annotations.GetValueOrDefault("scheme") == Uri.UriSchemeHttps ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        var path = pod.Annotations.GetValueOrDefault("path") ?? "/metrics";
        var url = string.Create(CultureInfo.InvariantCulture, $"{scheme}://{HostText.Of(address)}:{port}{(path.StartsWith('/') ? "" : "/")}{path}");
        return template.Make(Job, $"{pod.Namespace}/{pod.Name}", url, pod.Node, pod.Name, pod.Namespace) is { } target ? [target] : [];
    }
}
