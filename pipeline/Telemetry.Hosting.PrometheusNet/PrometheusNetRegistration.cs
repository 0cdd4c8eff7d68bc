using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Telemetry.Hosting.MetricsPage;

namespace Telemetry.Hosting.PrometheusNet;

/// <summary>Puts prometheus-net in the place of the built-in metrics page.</summary>
public static class PrometheusNetRegistration
{
    /// <summary>To be called after the host's builder is made and before it is built.</summary>
    public static IServiceCollection AddPrometheusNetMetricsPage(this IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Singleton<IMetricsPage, PrometheusNetMetricsPage>());
}
