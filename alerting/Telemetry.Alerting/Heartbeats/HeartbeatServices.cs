using Microsoft.Extensions.DependencyInjection;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Receivers.Http;

namespace Telemetry.Alerting.Heartbeats;

/// <summary>Registers the watch over the detector and the outside switch.</summary>
internal static class HeartbeatServices
{
    /// <summary>Adds both.</summary>
    public static void AddHeartbeats(this IServiceCollection services, HeartbeatOptions options)
    {
        services.AddSingleton(options);
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<DetectorWatch>(provider, (TimeProvider)provider.GetRequiredService<SteadyTime>()));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<OutsidePing>(provider, provider.GetRequiredService<ReceiverClient>().Http));
    }
}
