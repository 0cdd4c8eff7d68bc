using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Detectors;

/// <summary>One cumulative counter: keeps the last value and gives the increase. 16 bytes of state.</summary>
public sealed class CounterSeries
{
    private double _value = double.NaN;

    /// <summary>Whether it had counted something at the last scrape, so that a new beginning shows.</summary>
    public bool HasCounted => _value > 0;

    /// <summary>Takes a scrape's value and gives the increase since the last; NaN when there is none to subtract from.</summary>
    /// <param name="value">The counter's value; one that no counter has (not finite, below zero) changes nothing.</param>
    /// <param name="bornAtZero">Whether a counter seen for the first time began at zero since the last scrape.</param>
    /// <param name="isReset">Whether the counter began again; the increase is then what it shows now (Prometheus's rule).</param>
    public double Take(double value, bool bornAtZero, out bool isReset)
    {
        isReset = false;
        if (!IsCount(value)) return double.NaN;
        var before = double.IsNaN(_value) && bornAtZero ? 0 : _value;
        _value = value;
        if (double.IsNaN(before)) return double.NaN;
        isReset = value < before;
        return isReset ? value : value - before;
    }

    /// <summary>Whether a counter can have this value.</summary>
    public static bool IsCount(double value) => value >= 0 && double.IsFinite(value);

    public void Save(SnapshotWriter writer) => writer.Write(_value);

    public void Restore(ref SnapshotReader reader) => _value = reader.ReadDouble();
}
