using System.Runtime.InteropServices;

namespace Telemetry.Collector.Recordings;

/// <summary>How far a replay is.</summary>
/// <param name="EventTimeMs">Event time of the page that was just fed, Unix milliseconds.</param>
/// <param name="Pages">Pages fed.</param>
/// <param name="Bytes">Bytes of pages fed.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReplayProgress(long EventTimeMs, long Pages, long Bytes);
