namespace Telemetry.Collector.Exposition;

/// <summary>What a <c># TYPE</c> line says of a metric family.</summary>
internal enum FamilyType : byte
{
    /// <summary>No TYPE line, or <c>unknown</c> (OpenMetrics), or <c>untyped</c> (text).</summary>
    Unknown,
    Counter,
    Gauge,
    Histogram,
    Summary,
    Info,
    StateSet,
    GaugeHistogram,
}
