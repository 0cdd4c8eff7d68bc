using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Statistics;

/// <summary>
/// One-sided CUSUM S = max(0, S + e − k), and when it last left zero: the estimated beginning of a drift. For standard normal e its average
/// run length to a threshold h is (e^{2kb} − 2kb − 1)/(2k²), b = h + 1.166 (Siegmund 1985). The allowance k is half the shift, in standard
/// deviations, that it is tuned for. 16 bytes of state.
/// </summary>
[StructLayout(LayoutKind.Auto)]
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

    private float _sum;
    private long _onsetMs;

    /// <summary>The sum.</summary>
    public readonly double Sum => _sum;

    /// <summary>Event time of the first value of the present rise, Unix milliseconds; 0 while there is none.</summary>
    public readonly long OnsetMs => _onsetMs;

    /// <summary>Adds an innovation.</summary>
    public void Add(double innovation, double allowance, long timeMs)
    {
        var sum = Math.Min(_sum + Math.Clamp(innovation, -Clip, Clip) - allowance, MaxSum);
        if (sum <= 0)
        {
            Reset();
            return;
        }

        if (_onsetMs == 0) _onsetMs = timeMs;
        _sum = (float)sum;
    }

    /// <summary>Begins anew.</summary>
    public void Reset() => (_sum, _onsetMs) = (0, 0);

    public readonly void Save(SnapshotWriter writer)
    {
        writer.Write(_sum);
        writer.Write(_onsetMs);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _sum = reader.ReadFloat();
        _onsetMs = reader.ReadLong();
    }
}
