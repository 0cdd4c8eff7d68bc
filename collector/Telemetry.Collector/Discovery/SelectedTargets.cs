using System.Globalization;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Discovery;

/// <summary>Makes the targets of one entry of <c>kubernetes.pods</c> or <c>kubernetes.endpoint_slices</c>.</summary>
/// <param name="template">What they have in common.</param>
/// <param name="options">The entry.</param>
internal sealed class SelectedTargets(TargetTemplate template, PodSelectionOptions options)
{
    /// <summary>The targets of a pod: one for each port that is meant.</summary>
    public IEnumerable<ScrapeTarget> Of(FoundPod pod)
    {
        if (!pod.IsRunning || pod.Address is not { } address) return [];
        return Of(PortsOf(pod.Ports), address, pod.Name, pod.Namespace, pod.Node);
    }

    /// <summary>The targets of an endpoint slice.</summary>
    public IEnumerable<ScrapeTarget> Of(FoundSlice slice)
    {
        var ports = PortsOf(slice.Ports);
        return slice.Endpoints.SelectMany(endpoint => Of(ports, endpoint.Address, endpoint.Pod, slice.Namespace, endpoint.Node));
    }

    private IEnumerable<ScrapeTarget> Of(int[] ports, string address, string? pod, string space, string? node)
    {
        foreach (var port in ports)
        {
            var name = pod is null ? HostText.Of(address) : $"{space}/{pod}";
            var instance = ports.Length > 1 || pod is null ? string.Create(CultureInfo.InvariantCulture, $"{name}:{port}") : name;
            var url = string.Create(CultureInfo.InvariantCulture, $"{options.Scheme}://{HostText.Of(address)}:{port}{options.MetricsPath}");
            if (template.Make(options.JobName, instance, url, node, pod, space) is { } target) yield return target;
        }
    }

    // A number holds whether or not the pod names it: a container may listen where it says nothing of.
    private int[] PortsOf(IReadOnlyList<FoundPort> named)
    {
        if (options.Port is not { } wanted) return [.. named.Select(port => port.Number).Where(port => port > 0).Distinct()];
        return int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? [number]
            : [.. named.Where(port => port.Name == wanted).Select(port => port.Number)];
    }
}
