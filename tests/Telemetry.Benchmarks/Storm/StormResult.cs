namespace Telemetry.Benchmarks.Storm;

/// <summary>What one storm cost.</summary>
/// <param name="Accepted">From the first post to the answer of the last.</param>
/// <param name="Delivered">From the first post to the last group's message.</param>
/// <param name="CpuSeconds">CPU time from before the first post until everything was written down.</param>
/// <param name="ResidentBytes">Memory after it.</param>
internal sealed record StormResult(TimeSpan Accepted, TimeSpan Delivered, double CpuSeconds, long ResidentBytes);
