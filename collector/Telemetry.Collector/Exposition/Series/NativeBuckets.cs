using Telemetry.Collector.Exposition.Protobuf;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>
/// One side of a native histogram without its gaps: bucket <c>Offset + i</c> holds what lies in (base^(Offset+i), base^(Offset+i+1)], as
/// OTLP counts (Prometheus's index is that of the upper bound, one more).
/// </summary>
internal sealed class NativeBuckets(int spans, int deltas, int floats)
{
    /// <summary>Most buckets, gaps included: beyond it the resolution is lowered, which joins buckets and loses no observation.</summary>
    public const int MaxBuckets = 1024;

    /// <summary>Buckets are numbered within ±this; the smallest double in the finest schema has −275,000.</summary>
    private const long MaxIndex = 1_000_000;

    /// <summary>Beyond it a double does not hold every whole number.</summary>
    private const double MaxExactCount = 1L << 53;

    private long[] _counts = [];
    private int _length;
    private long _first;
    private long _end;

    /// <summary>Index of the first bucket.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether a bucket counts less than nothing: it can be read, but means nothing.</summary>
    public bool HasNegative { get; private set; }

    /// <summary>Count of each bucket alone.</summary>
    public ReadOnlySpan<long> Counts => _counts.AsSpan(0, _length);

    /// <summary>Finds out which buckets there are.</summary>
    /// <returns>By how many steps the schema has to be lowered for them to fit; negative where the spans contradict themselves.</returns>
    public int Measure(ReadOnlySpan<byte> histogram)
    {
        (_first, _end) = (0, 0);
        long next = 0;
        var isFirst = true;
        var walk = new RepeatedMessages(histogram, spans);
        while (walk.MoveNext())
        {
            if (!SpanMessage.TryRead(walk.Current, out var offset, out var length) || (offset < 0 && !isFirst)) return -1;
            next += offset;
            isFirst = false;
            if (length > 0 && _first == _end) (_first, _end) = (next, next);
            next += length;
            if (Math.Abs(next) > MaxIndex) return -1;
            if (length > 0) _end = next;
        }

        var steps = 0;
        while (BucketsAt(steps) > MaxBuckets) steps++;
        return steps;
    }

    /// <summary>Reads the counts of the buckets measured.</summary>
    /// <param name="histogram">The message.</param>
    /// <param name="steps">By how many steps the schema is lowered.</param>
    /// <param name="total">Observations in all buckets.</param>
    /// <returns>False where a count is missing, left over, or none that a whole number holds.</returns>
    public bool TryFill(ReadOnlySpan<byte> histogram, int steps, out double total)
    {
        Begin(steps);
        total = 0;
        var counts = new NativeCounts(histogram, deltas, floats);
        var walk = new RepeatedMessages(histogram, spans);
        long next = 0;
        while (walk.MoveNext())
        {
            SpanMessage.TryRead(walk.Current, out var offset, out var length);
            next += offset;
            for (var end = next + length; next < end; next++)
            {
                // The comparison also refuses NaN.
                if (!counts.TryNext(out var count) || !(Math.Abs(count) <= MaxExactCount)) return false;
                HasNegative |= count < 0;
                total += count;
                _counts[((next - 1) >> steps) - Offset] += (long)Math.Round(count);
            }
        }

        return !counts.TryNext(out _);
    }

    private void Begin(int steps)
    {
        _length = (int)BucketsAt(steps);
        Offset = _length == 0 ? 0 : (int)((_first - 1) >> steps);
        if (_counts.Length < _length) _counts = new long[_length];
        Array.Clear(_counts, 0, _length);
        HasNegative = false;
    }

    private long BucketsAt(int steps) => _first == _end ? 0 : ((_end - 2) >> steps) - ((_first - 1) >> steps) + 1;
}
