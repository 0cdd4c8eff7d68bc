using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Telemetry.Collector.Scraping;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Discovery;

/// <summary>Makes the target of a pod that is a part of the control plane; port and scheme follow from the settings, else from its command.</summary>
/// <param name="part">The part.</param>
/// <param name="template">What its targets have in common.</param>
/// <param name="options">What the settings say about it.</param>
/// <param name="logger">Told of pods that can only be reached from their own node.</param>
internal sealed partial class ControlPlaneTargets(
    ControlPlanePart part, TargetTemplate template, ComponentOptions options, ILogger<ControlPlaneTargets> logger)
{
    private const string DefaultNamespace = "kube-system";
    private const int MaxTold = 1000;

    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <summary>The part's pods.</summary>
    public ResourceQuery Query { get; } = new($"/api/v1/namespaces/{options.Namespace ?? DefaultNamespace}/pods", options.Label ?? part.Label);

    /// <summary>The target; none of a pod that does not run.</summary>
    public IEnumerable<ScrapeTarget> Of(FoundPod pod)
    {
        if (!pod.IsRunning || pod.Address is not { } address) return [];
        var (scheme, port, host) = PlaceOf(pod);
        if (IsLoopback(host) && !IsLoopback(address) && _told.Count < MaxTold && _told.TryAdd(pod.Name, value: true))
            Log.OnlyLocal(logger, part.Name, pod.Namespace, pod.Name, host!, part == ControlPlanePart.Etcd ? "--listen-metrics-urls" : "--bind-address");
        var url = string.Create(CultureInfo.InvariantCulture, $"{scheme}://{HostText.Of(address)}:{port}/metrics");
        return template.Make(part.Name, pod.Name, url, pod.Node, pod.Name, pod.Namespace) is { } target ? [target] : [];
    }

    private (string Scheme, int Port, string? Host) PlaceOf(FoundPod pod)
    {
        var (scheme, port, host) = part == ControlPlanePart.Etcd ? EtcdPlaceOf(pod) : (part.Scheme, PortOf(pod), pod.Flag("bind-address"));
        return (options.Scheme ?? scheme, options.Port ?? port, options.Port is null ? host : null);
    }

    private (string Scheme, int Port, string? Host) EtcdPlaceOf(FoundPod pod)
    {
        var isClient = options.TlsConfig.CertFile is not null;
        var (scheme, port) = isClient ? (Uri.UriSchemeHttps, ControlPlanePart.EtcdClientPort) : (part.Scheme, part.Port);
        var listens = (pod.Flag(isClient ? "listen-client-urls" : "listen-metrics-urls") ?? "").Split(',')
            .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null).OfType<Uri>()
            .Where(url => !isClient || url.Scheme == scheme).OrderBy(url => url.IsLoopback).FirstOrDefault();
        return listens is null ? (scheme, port, null) : (listens.Scheme, listens.Port, listens.Host);
    }

    private int PortOf(FoundPod pod)
    {
        if (part.PortFlag is { } flag && int.TryParse(pod.Flag(flag), NumberStyles.None, CultureInfo.InvariantCulture, out var moved) && moved > 0) return moved;
        return pod.Ports.FirstOrDefault(port => port.Name == "metrics") is { Number: > 0 } named ? named.Number : part.Port;
    }

    private static bool IsLoopback(string? host) => System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address);

    private static partial class Log
    {
        [LoggerMessage(1060, LogLevel.Warning, "{Component} in {Namespace}/{Pod} listens on {Host} alone, so that its page can be read on its own node only. Let it listen on the node's address ({Flag}).")]
        public static partial void OnlyLocal(ILogger logger, string component, string @namespace, string pod, string host, string flag);
    }
}
