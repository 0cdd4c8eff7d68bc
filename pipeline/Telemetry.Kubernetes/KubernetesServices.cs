using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Telemetry.Kubernetes.Access;
using Telemetry.Kubernetes.Client;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Kubernetes;

/// <summary>Registers the client of the Kubernetes API.</summary>
public static partial class KubernetesServices
{
    /// <summary>Registers a <see cref="KubernetesClient"/> and the <see cref="IResourceFeed"/> on it; nothing is asked before somebody watches.</summary>
    public static IServiceCollection AddKubernetes(this IServiceCollection services, KubernetesAccess access)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(access);
        services.AddSingleton<KubernetesMetrics>();
        services.AddSingleton(provider => OpenClient(provider, access));
        services.AddSingleton<IResourceFeed>(provider => new ResourceFeed(
            provider.GetRequiredService<KubernetesClient>(), provider.GetRequiredService<KubernetesMetrics>(),
            provider.GetRequiredService<TimeProvider>(), Environment.ProcessId ^ Environment.MachineName.GetHashCode(StringComparison.Ordinal),
            provider.GetRequiredService<ILoggerFactory>()));
        return services;
    }

    private static KubernetesClient OpenClient(IServiceProvider provider, KubernetesAccess access)
    {
        var metrics = provider.GetRequiredService<KubernetesMetrics>();
        if (access.Security.SkipVerify)
        {
            metrics.Unverified();
            Log.Unverified(provider.GetRequiredService<ILogger<KubernetesClient>>(), access.Server, access.Source);
        }
        return new KubernetesClient(access, metrics, provider.GetRequiredService<TimeProvider>());
    }

    private static partial class Log
    {
        [LoggerMessage(5003, LogLevel.Warning, "The certificate of {Server} is not verified ({Source} says insecure-skip-tls-verify): whoever answers there is believed, and is sent the credentials. Give certificate-authority instead.")]
        public static partial void Unverified(ILogger logger, Uri server, string source);
    }
}
