using System.Globalization;
using Telemetry.Collector.Scraping;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Discovery;

/// <summary>Makes the targets of the API servers, each at its own address, from the endpoint slice that they keep of themselves.</summary>
/// <param name="template">What they have in common.</param>
/// <param name="options">What the settings say.</param>
internal sealed class ApiServerTargets(TargetTemplate template, ComponentOptions options)
{
    private const string Job = "apiserver";
    private const int UsualPort = 6443;

    /// <summary>The slice of the service <c>kubernetes</c>.</summary>
    public ResourceQuery Query { get; } = new(
        $"/apis/discovery.k8s.io/v1/namespaces/{options.Namespace ?? "default"}/endpointslices", options.Label ?? "kubernetes.io/service-name=kubernetes");

    /// <summary>The targets of a slice.</summary>
    public IEnumerable<ScrapeTarget> Of(FoundSlice slice)
    {
        var port = options.Port ?? (slice.Ports is [{ Number: > 0 } first, ..] ? first.Number : UsualPort);
        foreach (var endpoint in slice.Endpoints)
        {
            var instance = string.Create(CultureInfo.InvariantCulture, $"{HostText.Of(endpoint.Address)}:{port}");
            if (template.Make(Job, instance, $"{options.Scheme ?? "https"}://{instance}/metrics", endpoint.Node, endpoint.Pod) is { } target) yield return target;
        }
    }
}
