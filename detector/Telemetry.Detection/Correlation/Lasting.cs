using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>How long something has held, short breaks forgiven. Times are Unix milliseconds.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Lasting
{
    private long _lastMs;

    /// <summary>Since when; 0 where it does not hold.</summary>
    public long SinceMs { get; private set; }

    /// <summary>Tick at which it held last; 0 where it does not.</summary>
    public readonly long LastMs => _lastMs;

    /// <summary>Takes a tick.</summary>
    public void Take(bool holds, long nowMs, long toleranceMs)
    {
        if (holds) (SinceMs, _lastMs) = (SinceMs == 0 ? nowMs : SinceMs, nowMs);
        else if (SinceMs != 0 && nowMs - _lastMs > toleranceMs) (SinceMs, _lastMs) = (0, 0);
    }

    /// <summary>Whether it has held for so long, and does at this tick.</summary>
    public readonly bool Holds(long nowMs, long forMs) => SinceMs != 0 && nowMs - SinceMs >= forMs && nowMs == _lastMs;

    public readonly void Save(SnapshotWriter writer)
    {
        writer.Write(SinceMs);
        writer.Write(_lastMs);
    }

    public static Lasting Restore(ref SnapshotReader reader) => new() { SinceMs = reader.ReadLong(), _lastMs = reader.ReadLong() };
}
