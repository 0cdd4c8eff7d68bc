using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>
/// The course of a signal: its last values every ten seconds or so, and older ones ever further apart, so that an incident of any length can
/// be drawn from before its beginning. 64 points of 8 bytes, kept from the first value on.
/// </summary>
internal sealed class SignalHistory
{
    /// <summary>Most points.</summary>
    public const int Capacity = 64;

    // Only the older half is thinned.
    private const int Thinned = Capacity / 2;
    private const long SpacingMs = 10_000;
    private const long MillisecondsPerSecond = 1_000;

    private readonly uint[] _seconds = new uint[Capacity];
    private readonly float[] _values = new float[Capacity];
    private int _count;

    /// <summary>Adds a value. Of several within a spacing the last stands.</summary>
    public void Add(long timeMs, double value)
    {
        if (!double.IsFinite(value) || timeMs < 0) return;
        var second = (uint)Math.Min(timeMs / MillisecondsPerSecond, uint.MaxValue);
        if (_count > 1 && (second - _seconds[_count - 2]) * MillisecondsPerSecond < SpacingMs) _count--;
        else if (_count == Capacity) Thin();
        (_seconds[_count], _values[_count]) = (second, (float)value);
        _count++;
    }

    /// <summary>The points in the order of time.</summary>
    public IReadOnlyList<CoursePoint> Points =>
        [.. Enumerable.Range(0, _count).Select(i => new CoursePoint(_seconds[i] * MillisecondsPerSecond, _values[i]))];

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_count);
        for (var i = 0; i < _count; i++)
        {
            writer.Write((int)_seconds[i]);
            writer.Write(BitConverter.SingleToInt32Bits(_values[i]));
        }
    }

    /// <exception cref="SnapshotException">It holds more points than there can be.</exception>
    public void Restore(ref SnapshotReader reader)
    {
        _count = reader.ReadCount();
        if (_count > Capacity) throw new SnapshotException($"A course of {_count} points, at most {Capacity} are kept.");
        for (var i = 0; i < _count; i++) (_seconds[i], _values[i]) = ((uint)reader.ReadInt(), BitConverter.Int32BitsToSingle(reader.ReadInt()));
    }

    // Every second point of the older half goes; the first one stays.
    private void Thin()
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
            if (i >= Thinned || i % 2 == 0) (_seconds[kept], _values[kept++]) = (_seconds[i], _values[i]);
        _count = kept;
    }
}
