namespace Telemetry.Kubernetes.Watching;

/// <summary>One resource kind with its selectors. All consumers of equal queries share one watch.</summary>
/// <param name="Path">Path of the collection, such as <c>/api/v1/pods</c> or <c>/apis/apps/v1/namespaces/default/deployments</c>.</param>
/// <param name="LabelSelector">Kubernetes label selector, such as <c>tier=control-plane</c>; null for every object.</param>
/// <param name="FieldSelector">Kubernetes field selector, such as <c>spec.nodeName=node-1</c>; null for every object.</param>
public sealed record ResourceQuery(string Path, string? LabelSelector = null, string? FieldSelector = null);
