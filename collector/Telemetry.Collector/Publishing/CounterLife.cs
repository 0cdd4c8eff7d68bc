namespace Telemetry.Collector.Publishing;

/// <summary>
/// When a counter or histogram began at zero. Known where the page says so (<c>_created</c>), where it was absent from an earlier whole
/// page (many error counters are born with their first error), and after it fell: then it began behind the scrape that saw it higher.
/// </summary>
internal sealed class CounterLife
{
    private double _last = double.NaN;
    private long _lastMs;

    /// <param name="absentMs">Time of the last whole page, on which the series was not; 0 where there was none.</param>
    public CounterLife(long absentMs) => StartMs = absentMs;

    /// <summary>Unix milliseconds; 0 where unknown.</summary>
    public long StartMs { get; private set; }

    /// <summary>Takes the total of one scrape: a counter's value, or the number of observations.</summary>
    /// <param name="total">The total; NaN changes nothing.</param>
    /// <param name="createdSeconds">What <c>_created</c> says, in Unix seconds; NaN where it is absent.</param>
    /// <param name="timeMs">When the scrape began.</param>
    public void Observe(double total, double createdSeconds, long timeMs)
    {
        if (createdSeconds is > 0 and < MaxSeconds) StartMs = (long)(createdSeconds * 1000);
        else if (total < _last) StartMs = _lastMs;
        if (double.IsNaN(total)) return;
        _last = total;
        _lastMs = timeMs;
    }

    /// <summary>Begins anew, however high the next total is: another process counts.</summary>
    /// <param name="startMs">When that process began, Unix milliseconds.</param>
    public void Restart(long startMs)
    {
        StartMs = startMs;
        _last = double.NaN;
    }

    /// <summary>Beyond it, nanoseconds do not fit into the record.</summary>
    private const double MaxSeconds = 9_000_000_000;
}
