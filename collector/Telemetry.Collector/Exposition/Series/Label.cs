namespace Telemetry.Collector.Exposition.Series;

/// <summary>A label, decoded.</summary>
internal readonly record struct Label(string Name, string Value);
