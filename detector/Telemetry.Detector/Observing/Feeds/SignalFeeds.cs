using Telemetry.Catalog;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>Makes the feed that a definition asks for.</summary>
internal static class SignalFeeds
{
    public static SignalFeed Create(SignalDefinition definition, int number, string family, DetectorChoices detectors)
    {
        SignalFeed feed = definition.State is { } state
            ? new StateFeed(definition, number, family, state) : ByKind(definition, number, family, detectors.Levels);
        feed.Forecaster = detectors.Forecasters.Create(definition);
        return feed;
    }

    private static SignalFeed ByKind(SignalDefinition definition, int number, string family, LevelDetectors detectors) => definition.Kind switch
    {
        SignalKind.Latency => new LatencyFeed(definition, number, family),
        SignalKind.Rate when definition.Evidence == Evidence.Drift => new EventRateFeed(definition, number, family),
        SignalKind.Rate => new LoadFeed(definition, number, family, detectors),
        SignalKind.Ratio => new RatioFeed(definition, number, family),
        SignalKind.Gauge => new GaugeFeed(definition, number, family, detectors),
        SignalKind.Saturation => new SaturationFeed(definition, number, family, detectors),
        SignalKind.Availability => new AvailabilityFeed(definition, number, family),
        _ => throw new ArgumentOutOfRangeException(nameof(definition), definition.Kind, "A signal of an unknown kind."),
    };
}
