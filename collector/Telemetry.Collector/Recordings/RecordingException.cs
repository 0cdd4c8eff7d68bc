namespace Telemetry.Collector.Recordings;

/// <summary>A recording cannot be read at all, or not be written; the message names the place and the cure.</summary>
public sealed class RecordingException(string message, Exception? innerException = null) : Exception(message, innerException);
