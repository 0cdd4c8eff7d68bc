using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Cli.Settings;
using Telemetry.Credentials;
using Telemetry.Kubernetes;
using Telemetry.Kubernetes.Access;
using Telemetry.Kubernetes.Client;

namespace Telemetry.Cli;

/// <summary>Names a cluster that the settings do not: by the UID of its namespace kube-system, which lives as long as the cluster.</summary>
internal static class ClusterIdentity
{
    private const string KubeSystem = "/api/v1/namespaces/kube-system";

    /// <summary>Longest wait for the API server; then the process ends, and whoever runs it starts it again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Gives the settings the cluster's name where they have none, and registers the client of its API where they have a section for it.</summary>
    /// <exception cref="KubernetesAccessException">The API server cannot be asked, or refuses; the message names the cure.</exception>
    public static async Task AddClusterAsync(this IServiceCollection services, TelemetrySettings settings)
    {
        await EnsureNamedAsync(settings);
        if (settings.Kubernetes is { } kubernetes) services.AddKubernetes(KubernetesAccess.Read(kubernetes));
    }

    private static async Task EnsureNamedAsync(TelemetrySettings settings)
    {
        if (settings.Cluster.Name.Length > 0) return;
        var access = KubernetesAccess.Read(settings.Kubernetes ?? new KubernetesAccessOptions());
        using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var client = new KubernetesClient(
            access, new KubernetesMetrics(meters.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), TimeProvider.System), TimeProvider.System);
        settings.Cluster.Name = await AskAsync(client, access);
    }

    private static async Task<string> AskAsync(KubernetesClient client, KubernetesAccess access)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                var space = await client.GetAsync(KubeSystem, patience.Token);
                return space.GetProperty("metadata").GetProperty("uid").GetString()!;
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or KubernetesApiException or CredentialsException or OperationCanceledException or JsonException)
            {
                if (patience.IsCancellationRequested || failure is KubernetesApiException { Status.Code: 403 or 404 })
                    throw new KubernetesAccessException(
                        $"cluster.name is not set, and {access.Server} ({access.Source}) does not tell the UID of the namespace kube-system: {(failure.InnerException ?? failure).Message} Set cluster.name, or see docs/kubernetes.md for the rights that are needed.", failure);
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }
}
