using Telemetry.Detection.Detectors;
#if CARD_PACKAGES
using Telemetry.Detection.MicrosoftML;
#endif

namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>Detectors of other libraries that this build has.</summary>
internal static class LevelDetectorAdapters
{
    /// <summary>Their sources; none without the packages.</summary>
    public static IReadOnlyList<ILevelDetectorSource> All { get; } =
    [
#if CARD_PACKAGES
        new MicrosoftMLDetectors(),
#endif
    ];
}
