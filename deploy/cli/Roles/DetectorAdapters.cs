using Microsoft.Extensions.DependencyInjection;
#if CARD_PACKAGES
using Telemetry.Detection.Detectors;
using Telemetry.Detection.MicrosoftML;
#endif

namespace Telemetry.Cli;

/// <summary>Detectors of other libraries that settings may choose, in a build that has them.</summary>
internal static class DetectorAdapters
{
    public static IServiceCollection AddDetectorAdapters(this IServiceCollection services)
    {
#if CARD_PACKAGES
        services.AddSingleton<ILevelDetectorSource, MicrosoftMLDetectors>();
#endif
        return services;
    }
}
