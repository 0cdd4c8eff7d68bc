using Microsoft.Extensions.DependencyInjection;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Forecasting;
#if CARD_PACKAGES
using Telemetry.Detection.MicrosoftML;
#endif

namespace Telemetry.Cli;

/// <summary>Detectors and forecasters of other libraries that settings may choose, in a build that has them.</summary>
internal static class DetectorAdapters
{
    /// <summary>Who makes detectors.</summary>
    public static IReadOnlyList<ILevelDetectorSource> Sources { get; } =
    [
#if CARD_PACKAGES
        new MicrosoftMLDetectors(),
#endif
    ];

    /// <summary>Who makes forecasters.</summary>
    public static IReadOnlyList<ISeriesForecasterSource> ForecasterSources { get; } =
    [
#if CARD_PACKAGES
        new MicrosoftMLForecasters(),
#endif
    ];

    public static IServiceCollection AddDetectorAdapters(this IServiceCollection services)
    {
        foreach (var source in Sources) services.AddSingleton(source);
        foreach (var source in ForecasterSources) services.AddSingleton(source);
        return services;
    }
}
