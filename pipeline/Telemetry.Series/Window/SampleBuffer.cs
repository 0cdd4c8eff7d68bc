namespace Telemetry.Series.Window;

/// <summary>Samples read from one series, oldest first. Reused from series to series: contents hold until the next read.</summary>
internal sealed class SampleBuffer
{
    private long[] _times = new long[256];
    private double[] _values = new double[256];

    public int Count { get; private set; }

    public ReadOnlySpan<long> Times => _times.AsSpan(0, Count);

    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(long timeMs, double value)
    {
        if (Count == _times.Length) Grow();
        _times[Count] = timeMs;
        _values[Count++] = value;
    }

    private void Grow()
    {
        Array.Resize(ref _times, _times.Length * 2);
        Array.Resize(ref _values, _values.Length * 2);
    }
}
