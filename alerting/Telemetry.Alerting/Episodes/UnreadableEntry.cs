using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Episodes;

/// <summary>A state entry that could not be read.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Failure">Why.</param>
internal sealed record UnreadableEntry(string Key, WireFailure Failure);
