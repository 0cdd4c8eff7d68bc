namespace Telemetry.Catalog;

/// <summary>What a metric family is, whatever its <c># TYPE</c> line says.</summary>
public enum MetricType
{
    /// <summary>Only grows while its process lives.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Classic histogram.</summary>
    Histogram,
}
