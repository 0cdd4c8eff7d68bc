using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Statistics;

/// <summary>
/// One-sided CUSUM S = max(0, S + e − k), and when it last left zero: the estimated beginning of a drift. For standard normal e its average
/// run length to a threshold h is (e^{2kb} − 2kb − 1)/(2k²), b = h + 1.166 (Siegmund 1985). The allowance k is half the shift, in standard
/// deviations, that it is tuned for. 6 bytes of state.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(ushort))]
internal struct CusumOnset
{
    /// <summary>Allowance for shifts of one standard deviation.</summary>
    public const double Usual = 0.5;

    /// <summary>Allowance for shifts of four: blind to a milder one on which the shift stands.</summary>
    public const double Strong = 2;

    // Clipping makes heavy tails conservative (average run length 1389 instead of 498 for Student's t with 4 degrees of freedom).
    private const double Clip = 4;

    // Bounded, so that a drift that is over is forgotten within thirty scrapes however long it lasted.
    private const double MaxSum = 15;

    // The sum is kept in these units, of which the allowances are whole numbers: two bytes.
    private const double Unit = 1.0 / 4096;

    private int _ageMs;
    private ushort _sum;

    /// <summary>The sum.</summary>
    public readonly double Sum => _sum * Unit;

    /// <summary>Event time of the first value of the present rise, Unix milliseconds; 0 while there is none.</summary>
    /// <param name="lastMs">Event time of the last value added.</param>
    public readonly long OnsetMs(long lastMs) => _sum > 0 ? lastMs - _ageMs : 0;

    /// <summary>Adds an innovation.</summary>
    /// <param name="innovation">In standard deviations.</param>
    /// <param name="allowance">What is taken off it.</param>
    /// <param name="elapsedMs">Event time since the value before; a rise that is older than 24 days is told as 24 days old.</param>
    public void Add(double innovation, double allowance, long elapsedMs)
    {
        var sum = Math.Min(Sum + Math.Clamp(innovation, -Clip, Clip) - allowance, MaxSum);
        _ageMs = _sum > 0 && sum > 0 ? (int)Math.Min(_ageMs + elapsedMs, int.MaxValue) : 0;
        _sum = (ushort)Math.Round(Math.Max(sum, 0) / Unit);
    }

    /// <summary>Begins anew.</summary>
    public void Reset() => (_sum, _ageMs) = (0, 0);

    public readonly void Save(SnapshotWriter writer)
    {
        writer.Write((int)_sum);
        writer.Write(_ageMs);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _sum = (ushort)reader.ReadInt();
        _ageMs = reader.ReadInt();
    }
}
