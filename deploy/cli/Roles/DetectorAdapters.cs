using Microsoft.Extensions.DependencyInjection;
using Telemetry.Detection.Detectors;
#if CARD_PACKAGES
using Telemetry.Detection.MicrosoftML;
#endif

namespace Telemetry.Cli;

/// <summary>Detectors of other libraries that settings may choose, in a build that has them.</summary>
internal static class DetectorAdapters
{
    /// <summary>Who makes them.</summary>
    public static IReadOnlyList<ILevelDetectorSource> Sources { get; } =
    [
#if CARD_PACKAGES
        new MicrosoftMLDetectors(),
#endif
    ];

    public static IServiceCollection AddDetectorAdapters(this IServiceCollection services)
    {
        foreach (var source in Sources) services.AddSingleton(source);
        return services;
    }
}
