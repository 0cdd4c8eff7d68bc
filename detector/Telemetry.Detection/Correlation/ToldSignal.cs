using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>What was told of one signal that users feel, and since when it has been worse than that.</summary>
internal sealed class ToldSignal
{
    private double _distance;
    private bool _isOverLimit;
    private Lasting _over;
    private Lasting _farther;

    /// <summary>Farthest value that was told, given what is normal now.</summary>
    public double FarthestOf(UnusualSignal signal) => Baseline(signal) + _distance;

    /// <summary>Takes what is seen for told.</summary>
    public void Tell(UnusualSignal signal)
    {
        _isOverLimit |= signal.IsOverLimit;
        _distance = Math.Max(_distance, Distance(signal));
        (_over, _farther) = (default, default);
    }

    /// <summary>Follows it at a tick.</summary>
    /// <param name="signal">What is seen.</param>
    /// <param name="factor">How many times as far from normal is much farther.</param>
    /// <param name="nowMs">The tick.</param>
    /// <param name="toleranceMs">A break that is no break.</param>
    public void Follow(UnusualSignal signal, double factor, long nowMs, long toleranceMs)
    {
        _over.Take(signal.IsOverLimit && !_isOverLimit, nowMs, toleranceMs);
        _farther.Take(_distance > 0 && Distance(signal) >= factor * _distance, nowMs, toleranceMs);
    }

    /// <summary>What it has been for so long, and still is; null where it is as it was told.</summary>
    public WorseningReason? For(long nowMs, long forMs) =>
        _over.Holds(nowMs, forMs) ? WorseningReason.LimitCrossed
        : _farther.Holds(nowMs, forMs) ? WorseningReason.MuchFarther
        : null;

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_distance);
        writer.Write(_isOverLimit);
        _over.Save(writer);
        _farther.Save(writer);
    }

    public static ToldSignal Restore(ref SnapshotReader reader) => new()
    {
        _distance = reader.ReadDouble(),
        _isOverLimit = reader.ReadBool(),
        _over = Lasting.Restore(ref reader),
        _farther = Lasting.Restore(ref reader),
    };

    private static double Distance(UnusualSignal signal) =>
        signal.Finding.Value - Baseline(signal) is var distance && double.IsFinite(distance) ? Math.Max(distance, 0) : 0;

    private static double Baseline(UnusualSignal signal) => double.IsNaN(signal.Finding.Baseline) ? 0 : signal.Finding.Baseline;
}
