namespace Telemetry.ContractTests.Transport;

/// <summary>A record as a processor saw it.</summary>
public sealed record SeenRecord(string Member, int Partition, long Offset, string Key, string Value);
