using System.Net;
using System.Net.Sockets;
using Telemetry.Credentials;

namespace Telemetry.Kubernetes.Access;

/// <summary>The service account that the kubelet mounts into a pod.</summary>
/// <param name="folder">Folder of <c>token</c> and <c>ca.crt</c>.</param>
/// <param name="environment">Environment variables.</param>
public sealed class ServiceAccount(string folder, Func<string, string?> environment)
{
    private const string HostVariable = "KUBERNETES_SERVICE_HOST";
    private const string PortVariable = "KUBERNETES_SERVICE_PORT";

    /// <summary>Whether this process runs in a pod with a service account in the usual place.</summary>
    public static bool IsMounted => new ServiceAccount(KubernetesAccessOptions.DefaultServiceAccountFolder, Environment.GetEnvironmentVariable).IsPresent;

    /// <summary>Whether this process runs in a pod with a service account.</summary>
    public bool IsPresent => environment(HostVariable) is { Length: > 0 } && File.Exists(TokenFile);

    private string TokenFile => Path.Combine(folder, "token");

    private string AuthorityFile => Path.Combine(folder, "ca.crt");

    /// <summary>The API server as this pod sees it.</summary>
    /// <exception cref="KubernetesAccessException">This is no pod, or none with a service account.</exception>
    public KubernetesAccess Read()
    {
        if (environment(HostVariable) is not { Length: > 0 } host)
            throw new KubernetesAccessException($"This is no pod ({HostVariable} is not set); name a kubeconfig in kubernetes.kubeconfig_file.");
        if (!File.Exists(TokenFile))
            throw new KubernetesAccessException($"{TokenFile} is missing; let the pod mount its service account's token (automountServiceAccountToken), or name a kubeconfig in kubernetes.kubeconfig_file.");
        var isVersion6 = IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        var server = $"https://{(isVersion6 ? $"[{host}]" : host)}:{environment(PortVariable) ?? "443"}/";
        return Uri.TryCreate(server, UriKind.Absolute, out var url)
            ? new KubernetesAccess(url, Security(), "the pod's service account")
            : throw new KubernetesAccessException($"{HostVariable} and {PortVariable} make no address: {server}");
    }

    private HttpSecurity Security() => new()
    {
        Token = CredentialSource.OfFile(TokenFile),
        Authorities = File.Exists(AuthorityFile) ? CredentialSource.OfFile(AuthorityFile) : null,
    };
}
