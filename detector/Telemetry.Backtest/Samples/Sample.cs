using System.Runtime.InteropServices;

namespace Telemetry.Backtest.Samples;

/// <summary>One value of one series.</summary>
/// <param name="Series">Index into <see cref="SampleTable.Series"/>.</param>
/// <param name="TimeMs">Event time, Unix milliseconds.</param>
/// <param name="Value">The value; NaN where the input has none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sample(int Series, long TimeMs, double Value);
