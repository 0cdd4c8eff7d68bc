namespace Telemetry.Backtest.Running;

/// <summary>The usual distance of a series' samples, from the last few alone: the median, so that a pause does not count. 80 bytes.</summary>
internal sealed class StepEstimate
{
    private const int Window = 9;

    private readonly long[] _recent = new long[Window];
    private int _count;

    /// <summary>The step in milliseconds; 0 before two samples.</summary>
    public long Ms { get; private set; }

    /// <summary>Takes the distance of a sample from the one before.</summary>
    public void Add(long distanceMs)
    {
        _recent[_count++ % Window] = distanceMs;
        Span<long> sorted = stackalloc long[Math.Min(_count, Window)];
        _recent.AsSpan(0, sorted.Length).CopyTo(sorted);
        sorted.Sort();
        Ms = sorted[sorted.Length / 2];
    }
}
