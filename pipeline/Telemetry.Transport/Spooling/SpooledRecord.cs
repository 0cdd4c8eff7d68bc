namespace Telemetry.Transport.Spooling;

/// <summary>A record that waits on disk.</summary>
/// <param name="Id">Its place in the order: within a lane, what was added later has the larger one.</param>
/// <param name="Key">Key of the record.</param>
/// <param name="Value">The record.</param>
/// <param name="IsIntact">False where the disk does not give back what was written.</param>
public sealed record SpooledRecord(long Id, byte[] Key, byte[] Value, bool IsIntact);
