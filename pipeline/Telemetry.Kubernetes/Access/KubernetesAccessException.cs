namespace Telemetry.Kubernetes.Access;

/// <summary>There is no way to an API server; the message names the place and the cure.</summary>
public sealed class KubernetesAccessException(string message, Exception? innerException = null) : Exception(message, innerException);
