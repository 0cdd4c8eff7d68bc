using System.Runtime.InteropServices;

namespace Telemetry.Alerting.TimeIntervals;

/// <summary>Whole numbers between two bounds, both included.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NumberRange(int First, int Last)
{
    /// <summary>Whether the number lies in the range.</summary>
    public bool Contains(int number) => number >= First && number <= Last;
}
