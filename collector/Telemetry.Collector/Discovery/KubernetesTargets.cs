using System.Text.Json;
using Microsoft.Extensions.Logging;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Targets;
using Telemetry.Kubernetes.Access;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Discovery;

/// <summary>Makes the sources that section <c>kubernetes</c> names.</summary>
internal sealed class KubernetesTargets(IResourceFeed feed, KubernetesAccess access, TimeProvider time, ILoggerFactory loggers) : ITargetSourceFactory
{
    /// <inheritdoc/>
    public IEnumerable<ITargetSource> SourcesOf(ScrapeConfigOptions config, string cluster) => [];

    /// <inheritdoc/>
    public IEnumerable<(string Name, ITargetSource Source)> SourcesOf(KubernetesOptions options, string cluster)
    {
        var template = new TargetTemplate(options, cluster);
        var security = new ClusterSecurity(access.Security);
        if (options.Kubelet.Enabled) yield return ("kubelet", Kubelets(template, options.Kubelet, security));
        if (options.Apiserver.Enabled) yield return ("apiserver", ApiServers(template, options.Apiserver, security));
        if (options.Etcd.Enabled) yield return ("etcd", Part(ControlPlanePart.Etcd, template, options.Etcd, security));
        if (options.Scheduler.Enabled) yield return ("scheduler", Part(ControlPlanePart.Scheduler, template, options.Scheduler, security));
        if (options.ControllerManager.Enabled)
            yield return ("controller-manager", Part(ControlPlanePart.ControllerManager, template, options.ControllerManager, security));
        if (options.Coredns.Enabled) yield return ("coredns", Part(ControlPlanePart.Coredns, template, options.Coredns, security));
        foreach (var source in options.Pods.SelectMany(selection => Selected(template, selection, "/api/v1", "pods", security, FoundPod.Of, made => made.Of))) yield return source;
        foreach (var source in options.EndpointSlices.SelectMany(
            selection => Selected(template, selection, "/apis/discovery.k8s.io/v1", "endpointslices", security, FoundSlice.Of, made => made.Of))) yield return source;
        if (options.PodAnnotations) yield return ("annotated pods", Watch(AnnotatedTargets.Pods, FoundPod.Of, new AnnotatedTargets(template).Of));
    }

    private WatchedTargets<FoundNode> Kubelets(TargetTemplate template, KubeletOptions options, ClusterSecurity security)
    {
        var way = options.Through == KubeletWay.ApiServer ? security.Proxied : security.Of(options.TlsConfig, options.Authorization, isKnownThere: true);
        var targets = new KubeletTargets(template with { Component = "kubelet", Security = way }, options, access.Server);
        return Watch(KubeletTargets.Nodes, FoundNode.Of, targets.Of);
    }

    private WatchedTargets<FoundSlice> ApiServers(TargetTemplate template, ComponentOptions options, ClusterSecurity security)
    {
        var targets = new ApiServerTargets(template with { Component = "apiserver", Security = security.ApiServers(options) }, options);
        return Watch(targets.Query, FoundSlice.Of, targets.Of);
    }

    private WatchedTargets<FoundPod> Part(ControlPlanePart part, TargetTemplate template, ComponentOptions options, ClusterSecurity security)
    {
        var way = security.Of(options.TlsConfig, options.Authorization, part.AsksApiServer);
        var targets = new ControlPlaneTargets(
            part, template with { Component = part.Name, Security = way }, options, loggers.CreateLogger<ControlPlaneTargets>());
        return Watch(targets.Query, FoundPod.Of, targets.Of);
    }

    private IEnumerable<(string Name, ITargetSource Source)> Selected<T>(
        TargetTemplate template, PodSelectionOptions options, string group, string plural, ClusterSecurity security,
        Func<JsonElement, T> project, Func<SelectedTargets, Func<T, IEnumerable<ScrapeTarget>>> targets)
    {
        var way = security.Of(options.TlsConfig, options.Authorization, isKnownThere: false) with { Username = options.BasicAuth?.Username, Password = PasswordOf(options) };
        var made = targets(new SelectedTargets(template with { Component = options.Component, Forward = options.Forward, Security = way }, options));
        string[] paths = options.Namespaces.Count == 0 ? [$"{group}/{plural}"] : [.. options.Namespaces.Distinct().Select(space => $"{group}/namespaces/{space}/{plural}")];
        return paths.Select(path => (options.JobName, (ITargetSource)Watch(new ResourceQuery(path, options.Label, options.Field), project, made)));
    }

    private static Credentials.CredentialSource? PasswordOf(PodSelectionOptions options) =>
        options.BasicAuth?.PasswordFile is { } file ? Credentials.CredentialSource.OfFile(file) : null;

    private WatchedTargets<T> Watch<T>(ResourceQuery query, Func<JsonElement, T> project, Func<T, IEnumerable<ScrapeTarget>> targets) =>
        new(feed, query, project, targets, time);
}
