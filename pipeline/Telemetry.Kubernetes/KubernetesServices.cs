using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Telemetry.Kubernetes.Access;
using Telemetry.Kubernetes.Client;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Kubernetes;

/// <summary>Registers the client of the Kubernetes API.</summary>
public static class KubernetesServices
{
    /// <summary>Registers a <see cref="KubernetesClient"/> and the <see cref="IResourceFeed"/> on it; nothing is asked before somebody watches.</summary>
    public static IServiceCollection AddKubernetes(this IServiceCollection services, KubernetesAccess access)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(access);
        services.AddSingleton<KubernetesMetrics>();
        services.AddSingleton(provider => new KubernetesClient(
            access, provider.GetRequiredService<KubernetesMetrics>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IResourceFeed>(provider => new ResourceFeed(
            provider.GetRequiredService<KubernetesClient>(), provider.GetRequiredService<KubernetesMetrics>(),
            provider.GetRequiredService<TimeProvider>(), Environment.ProcessId ^ Environment.MachineName.GetHashCode(StringComparison.Ordinal),
            provider.GetRequiredService<ILoggerFactory>()));
        return services;
    }
}
