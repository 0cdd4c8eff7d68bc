using System.Runtime.InteropServices;

namespace Telemetry.Series.Queries.Evaluation;

/// <summary>The times that a query is evaluated at; an instant query has one.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StepRange(long StartMs, long StepMs, int Count)
{
    /// <summary>Time of the last step.</summary>
    public long EndMs => TimeOf(Count - 1);

    public static StepRange Instant(long timeMs) => new(timeMs, 1, 1);

    /// <summary>Every <paramref name="stepMs"/> from start to end, both included; the caller has checked how many that are.</summary>
    public static StepRange Between(long startMs, long endMs, long stepMs) =>
        new(startMs, stepMs, (int)((endMs - startMs) / stepMs) + 1);

    public long TimeOf(int step) => StartMs + (step * StepMs);
}
