using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Scalars;

/// <summary>
/// Where a series lay over some six hours, and how widely: what a value behind a gap is compared with, when the level of the last samples
/// says nothing any more. 8 bytes.
/// </summary>
/// <remarks>Its tail is the fleet's, (1 + z²/5)⁻³ / 2: few gaps are seen in a life, so no series has one of its own.</remarks>
[StructLayout(LayoutKind.Auto)]
internal struct UsualRange
{
    private const double MemorySeconds = 6 * 3600 * 1.4427;
    private const double Clip = 4;

    // Standard deviation over mean absolute deviation of the normal law, √(π/2): the latter is had without a root.
    private const double DeviationOfMean = 1.2533;

    // Fewer samples say nothing of how widely a series scatters.
    private const int EnoughSamples = 60;

    private const double Freedom = 5;
    private const double Power = 3;
    private const double MaxEvidence = 6;

    // Kept as the distance from the level, which a float can tell apart whatever the value's size.
    private float _offset;
    private float _spread;

    /// <summary>The middle of it.</summary>
    /// <param name="level">Level of the last samples, known or kept over a gap.</param>
    public readonly double MiddleOf(double level) => level + _offset;

    /// <summary>Evidence that a value behind a gap is of another level, −log₁₀ of its probability.</summary>
    public readonly double Evidence(double residual, double level, int samples)
    {
        if (samples < EnoughSamples || !(_spread > 0)) return 0;
        var deviation = (residual - MiddleOf(level)) / _spread;
        return Math.Min((Power * Math.Log10(1 + (deviation * deviation / Freedom))) + Math.Log10(2), MaxEvidence);
    }

    /// <summary>Values count from another zero now: the middle is the level, the width stays.</summary>
    public void Recentre() => _offset = 0;

    /// <summary>Takes a value into account.</summary>
    /// <param name="residual">Value less what is usual at its time of day.</param>
    /// <param name="before">Level before it.</param>
    /// <param name="after">Level after it.</param>
    /// <param name="seconds">Time since the value before.</param>
    /// <param name="samples">Values before it.</param>
    public void Learn(double residual, double before, double after, double seconds, int samples)
    {
        var middle = MiddleOf(before);
        var gain = seconds / (seconds + MemorySeconds);
        if (gain * samples < 1) gain = 1.0 / (samples + 1);
        var off = residual - middle;
        if (samples >= EnoughSamples) off = Math.Clamp(off, -Clip * _spread, Clip * _spread);
        _spread = (float)((1 - gain) * (_spread + (gain * DeviationOfMean * Math.Abs(off))));
        _offset = (float)(middle + (gain * off) - after);
    }

    public readonly void Save(SnapshotWriter writer)
    {
        writer.Write(_offset);
        writer.Write(_spread);
    }

    /// <exception cref="SnapshotException">It is no range.</exception>
    public void Restore(ref SnapshotReader reader)
    {
        (_offset, _spread) = (reader.ReadFloat(), reader.ReadFloat());
        if (!float.IsFinite(_offset) || !(_spread >= 0)) throw new SnapshotException("The range of a series is none.");
    }
}
