using System.Runtime.InteropServices;

namespace Telemetry.Detection.Correlation;

/// <summary>The course of one signal around an incident.</summary>
/// <param name="Signal">Signal id.</param>
/// <param name="Component">Component that it speaks about.</param>
/// <param name="Instance">Instance it was seen on.</param>
/// <param name="NormalLow">Lower edge of the band in which it was while it was well; NaN unknown.</param>
/// <param name="NormalHigh">Upper edge; NaN unknown.</param>
/// <param name="Points">Its values in the order of time.</param>
public sealed record SignalCourse(
    string Signal, string Component, string Instance, double NormalLow, double NormalHigh, IReadOnlyList<CoursePoint> Points);

/// <summary>One point of a course.</summary>
/// <param name="TimeMs">Event time, Unix milliseconds.</param>
/// <param name="Value">Value in the signal's unit.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CoursePoint(long TimeMs, double Value);
