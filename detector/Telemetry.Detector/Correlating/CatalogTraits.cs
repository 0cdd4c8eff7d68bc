using Telemetry.Catalog;
using Telemetry.Detection.Correlation;

namespace Telemetry.Detector.Correlating;

/// <summary>The catalog in the terms of correlation.</summary>
internal static class CatalogTraits
{
    public static IReadOnlyDictionary<string, SignalTraits> Of(SignalCatalog catalog) =>
        catalog.Scored.ToDictionary(signal => signal.Id, Of, StringComparer.Ordinal);

    public static DependencyGraph Of(Topology topology) => new(
        topology.Components.ToDictionary(component => component.Name, component => component.DependsOn, StringComparer.Ordinal),
        topology.Components.Where(component => !component.CanBeRoot).Select(component => component.Name));

    private static SignalTraits Of(SignalDefinition signal) => new()
    {
        Id = signal.Id,
        Title = signal.Title,
        Cause = signal.Cause,
        Unit = signal.Unit,
        Limit = signal.Limit,
        IsUserFacing = signal.UserFacing,
        IsContext = signal.Evidence == Evidence.Context,
        IsSeenByCaller = signal.Component != SignalDefinition.TargetComponent && !signal.IsReadOn(signal.Component),
        Shape = signal.Kind switch
        {
            _ when signal.State is not null => SignalShape.State,
            SignalKind.Latency => SignalShape.Latency,
            SignalKind.Rate => SignalShape.Rate,
            SignalKind.Ratio => SignalShape.Ratio,
            SignalKind.Gauge => SignalShape.Gauge,
            SignalKind.Saturation => SignalShape.Saturation,
            _ => SignalShape.Availability,
        },
    };
}
