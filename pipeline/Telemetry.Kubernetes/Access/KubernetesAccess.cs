using Telemetry.Credentials;

namespace Telemetry.Kubernetes.Access;

/// <summary>Where an API server is and how to be let in.</summary>
/// <param name="Server">Base address.</param>
/// <param name="Security">Credentials and TLS.</param>
/// <param name="Source">Where this was read, for messages.</param>
public sealed record KubernetesAccess(Uri Server, HttpSecurity Security, string Source)
{
    /// <summary>What a kubeconfig says, or else the service account of the pod that this process runs in.</summary>
    /// <exception cref="KubernetesAccessException">There is no way to an API server, or one of the files is wrong.</exception>
    public static KubernetesAccess Read(KubernetesAccessOptions options) => options.KubeconfigFile is { } kubeconfig
        ? Kubeconfig.Read(kubeconfig, options.Context)
        : new ServiceAccount(options.ServiceAccountFolder, Environment.GetEnvironmentVariable).Read();
}
