namespace Telemetry.Series.Window;

/// <summary>
/// A run of samples of one series: times as 32-bit distances from the first, values as they are; 12 bytes a sample. Its arrays double up to
/// <see cref="MaxSamples"/>, so that a series of few samples stays small.
/// </summary>
internal sealed class SampleChunk
{
    public const int MaxSamples = 128;

    private const int InitialSamples = 8;

    private readonly long _firstMs;
    private int[] _offsets = new int[InitialSamples];
    private double[] _values = new double[InitialSamples];
    private int _count;

    public SampleChunk(long timeMs, double value)
    {
        _firstMs = timeMs;
        _values[0] = value;
        _count = 1;
    }

    /// <summary>Samples that memory is held for.</summary>
    public int Capacity => _offsets.Length;

    public int Count => _count;

    public long FirstMs => _firstMs;

    public long LastMs => _firstMs + _offsets[_count - 1];

    public double LastValue => _values[_count - 1];

    /// <summary>Appends a sample younger than <see cref="LastMs"/>; false when the chunk is full.</summary>
    public bool TryAppend(long timeMs, double value)
    {
        if (_count == MaxSamples || timeMs - _firstMs > int.MaxValue) return false;
        if (_count == _offsets.Length)
        {
            Array.Resize(ref _offsets, _count * 2);
            Array.Resize(ref _values, _count * 2);
        }

        _offsets[_count] = (int)(timeMs - _firstMs);
        _values[_count++] = value;
        return true;
    }

    /// <summary>Adds the samples of <paramref name="fromMs"/> … <paramref name="toMs"/>, both included.</summary>
    public void CopyTo(long fromMs, long toMs, SampleBuffer buffer)
    {
        for (var i = 0; i < _count; i++)
        {
            var time = _firstMs + _offsets[i];
            if (time > toMs) return;
            if (time >= fromMs) buffer.Add(time, _values[i]);
        }
    }
}
