using System.Runtime.InteropServices;

namespace Telemetry.Backtest.Running;

/// <summary>
/// Where a file's seconds begin. Times that count from 0 are moved by whole weeks while they are worked on, since 0 means "never" to the
/// correlation; what is written is moved back. A shift by whole days changes no score.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimeOrigin(long ShiftMs)
{
    private const long WeekMs = 7 * 86_400_000L;

    // Unix times of the last fifty years are larger.
    private const long FirstUnixMs = 100_000_000_000;

    /// <summary>The origin of an input that begins at this time.</summary>
    public static TimeOrigin Of(long firstMs) => new(firstMs >= FirstUnixMs ? 0 : 1000 * WeekMs);

    /// <summary>The input's own time.</summary>
    public DateTimeOffset Back(DateTimeOffset time) => time.AddMilliseconds(-ShiftMs);
}
