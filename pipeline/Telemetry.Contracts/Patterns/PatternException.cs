namespace Telemetry.Contracts.Patterns;

/// <summary>A matcher's pattern is not a valid regular expression; the message is Prometheus's.</summary>
public sealed class PatternException(string message) : Exception(message);
