namespace Telemetry.Series.Matching;

/// <summary>A matcher's pattern is not a valid regular expression; the message is Prometheus's.</summary>
internal sealed class PatternException(string message) : Exception(message);
