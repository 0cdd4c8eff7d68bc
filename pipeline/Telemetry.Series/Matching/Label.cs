namespace Telemetry.Series.Matching;

/// <summary>One label of a series.</summary>
internal readonly record struct Label(string Name, string Value);
