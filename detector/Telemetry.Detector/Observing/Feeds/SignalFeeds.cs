using Telemetry.Catalog;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>Makes the feed that a definition asks for.</summary>
internal static class SignalFeeds
{
    public static SignalFeed Create(SignalDefinition definition, int number, string family) => definition switch
    {
        { State: { } state } => new StateFeed(definition, number, family, state),
        _ => ByKind(definition, number, family),
    };

    private static SignalFeed ByKind(SignalDefinition definition, int number, string family) => definition.Kind switch
    {
        SignalKind.Latency => new LatencyFeed(definition, number, family),
        SignalKind.Rate when definition.Evidence == Evidence.Drift => new EventRateFeed(definition, number, family),
        SignalKind.Rate => new LoadFeed(definition, number, family),
        SignalKind.Ratio => new RatioFeed(definition, number, family),
        SignalKind.Gauge => new GaugeFeed(definition, number, family),
        SignalKind.Saturation => new SaturationFeed(definition, number, family),
        SignalKind.Availability => new AvailabilityFeed(definition, number, family),
        _ => throw new ArgumentOutOfRangeException(nameof(definition), definition.Kind, "A signal of an unknown kind."),
    };
}
