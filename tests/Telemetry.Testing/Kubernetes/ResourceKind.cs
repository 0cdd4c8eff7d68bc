namespace Telemetry.Testing.Kubernetes;

/// <summary>A resource that the stand-in serves.</summary>
/// <param name="Group">API group; empty for the core.</param>
/// <param name="Version">Version of the group.</param>
/// <param name="Plural">Its name in paths.</param>
/// <param name="Kind">Its name in objects.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
/// <param name="Fields">Field selectors beyond the name and the namespace.</param>
internal sealed record ResourceKind(string Group, string Version, string Plural, string Kind, bool IsNamespaced, params string[] Fields)
{
    /// <summary>Every kind that is served.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        new("", "v1", "namespaces", "Namespace", false, "status.phase"),
        new("", "v1", "nodes", "Node", false, "spec.unschedulable"),
        new("", "v1", "pods", "Pod", true, "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase", "status.podIP"),
        new("", "v1", "services", "Service", true, "spec.clusterIP", "spec.type"),
        new("", "v1", "configmaps", "ConfigMap", true),
        new("", "v1", "secrets", "Secret", true, "type"),
        new("", "v1", "persistentvolumes", "PersistentVolume", false),
        new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true),
        new("apps", "v1", "deployments", "Deployment", true),
        new("apps", "v1", "statefulsets", "StatefulSet", true),
        new("apps", "v1", "daemonsets", "DaemonSet", true),
        new("apps", "v1", "replicasets", "ReplicaSet", true),
        new("batch", "v1", "jobs", "Job", true, "status.successful"),
        new("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true),
        new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true),
        new("events.k8s.io", "v1", "events", "Event", true, "reason", "type", "regarding.name"),
        new("certificates.k8s.io", "v1", "certificatesigningrequests", "CertificateSigningRequest", false, "spec.signerName"),
        new("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", false),
        new("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", false),
    ];

    /// <summary>As <c>apiVersion</c> of an object.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Path of all its objects.</summary>
    public string Path => $"{Root}/{Plural}";

    /// <summary>As messages call it.</summary>
    public string Qualified => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>Splits a path below the group into kind, namespace, name and subresource; null where nothing is served there.</summary>
    public static ResourcePath? Find(string path)
    {
        foreach (var kind in All)
        {
            if (!path.StartsWith(kind.Root + "/", StringComparison.Ordinal)) continue;
            var parts = path[(kind.Root.Length + 1)..].Split('/');
            var space = kind.IsNamespaced && parts is ["namespaces", _, ..] ? parts[1] : null;
            var rest = space is null ? parts : parts[2..];
            // Below a namespace stand other kinds, not parts of it.
            if (kind.Plural == "namespaces" && parts.Length > 2) continue;
            if (rest.Length > 0 && rest[0] == kind.Plural && (space is not null || !kind.IsNamespaced || rest.Length == 1))
                return new ResourcePath(kind, space, rest.ElementAtOrDefault(1), rest.Length > 2 ? string.Join('/', rest[2..]) : null);
        }
        return null;
    }

    private string Root => Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";
}

/// <summary>What a path names.</summary>
internal sealed record ResourcePath(ResourceKind Kind, string? Namespace, string? Name, string? Subresource);
