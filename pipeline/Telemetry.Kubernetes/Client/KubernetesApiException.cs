using System.Net;

namespace Telemetry.Kubernetes.Client;

/// <summary>The API server refused a request.</summary>
/// <param name="status">What it said.</param>
public sealed class KubernetesApiException(ApiStatus status) : Exception($"The API server answered {status.Code} {status.Reason}: {status.Message}")
{
    /// <summary>What it said.</summary>
    public ApiStatus Status { get; } = status;

    /// <summary>The version or the continue token that was asked for is gone.</summary>
    public bool IsExpired => Status.Code == (int)HttpStatusCode.Gone || Status.Reason is "Expired" or "Gone";
}
