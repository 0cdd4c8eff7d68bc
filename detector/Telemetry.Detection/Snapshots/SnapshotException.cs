namespace Telemetry.Detection.Snapshots;

/// <summary>A snapshot cannot be restored: it is cut short, of another version, or contradicts itself.</summary>
public sealed class SnapshotException(string message) : Exception(message);
