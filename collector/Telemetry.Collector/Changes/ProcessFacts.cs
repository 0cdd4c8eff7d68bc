using System.Runtime.InteropServices;

namespace Telemetry.Collector.Changes;

/// <summary>What a page tells of the process that wrote it.</summary>
/// <param name="StartMs">When the process started, Unix milliseconds; 0 unknown.</param>
/// <param name="Version">Its version; null where unknown.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessFacts(long StartMs, string? Version);
