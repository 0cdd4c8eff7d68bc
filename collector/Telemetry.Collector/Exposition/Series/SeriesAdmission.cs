namespace Telemetry.Collector.Exposition.Series;

/// <summary>
/// Decides which new series a target may have. When there is no room, whole families that matter less make some; they stay out until
/// everything would fit again. So a page over its limits keeps what the detector needs, wherever on the page it stands.
/// </summary>
internal sealed class SeriesAdmission(PageLimits limits)
{
    private const long MinuteMs = 60_000;

    private readonly Stack<MetricFamily>[] _byPriority =
        [.. Enumerable.Range(0, FamilyRule.LowestPriority + 1).Select(_ => new Stack<MetricFamily>())];
    private readonly List<MetricFamily> _shed = [];
    private long _minuteMs;
    private int _newInMinute;
    private bool _isFirstPage = true;

    /// <summary>Series that there is room for.</summary>
    public int Room { get; } = limits.SampleLimit > 0 ? Math.Min(limits.SampleLimit, SeriesRoom(limits)) : SeriesRoom(limits);

    private RefusalReason FullReason =>
        limits.SampleLimit > 0 && limits.SampleLimit < SeriesRoom(limits) ? RefusalReason.SampleLimit : RefusalReason.SeriesLimit;

    /// <summary>Begins a page.</summary>
    /// <param name="timeMs">When it was scraped, Unix milliseconds.</param>
    /// <param name="demand">Series held, and those that the page before had no room for.</param>
    public void BeginPage(long timeMs, int demand)
    {
        if (timeMs - _minuteMs is >= MinuteMs or < 0) (_minuteMs, _newInMinute) = (timeMs, 0);
        if (_shed.Count == 0 || demand > Room) return;
        foreach (var family in _shed) family.Shed = null;
        _shed.Clear();
    }

    /// <summary>Ends a page.</summary>
    public void EndPage() => _isFirstPage = false;

    /// <summary>Forgets the families; their table was cleared.</summary>
    public void Clear()
    {
        foreach (var families in _byPriority) families.Clear();
        _shed.Clear();
        _isFirstPage = true;
    }

    /// <summary>Whether a family may have further series; null where it may.</summary>
    public RefusalReason? Admit(SeriesTable table, MetricFamily family, int series, PageReading reading)
    {
        // What the detector needs most is admitted at any pace: an incident makes series.
        var isPaced = limits.NewSeriesLimit > 0 && !_isFirstPage && family.Priority > 1;
        if (isPaced && _newInMinute + series > limits.NewSeriesLimit) return RefusalReason.NewSeriesLimit;
        while (table.Count + series > Room)
        {
            if (VictimOf(family) is not { } victim) return FullReason;
            victim.Shed = FullReason;
            _shed.Add(victim);
            table.Drop(victim, reading);
        }

        _newInMinute += _isFirstPage ? 0 : series;
        List(family);
        return null;
    }

    private static int SeriesRoom(PageLimits limits) => limits.SeriesLimit > 0 ? limits.SeriesLimit : int.MaxValue;

    private void List(MetricFamily family)
    {
        if (family.IsListed) return;
        family.IsListed = true;
        _byPriority[Math.Clamp(family.Priority, 0, FamilyRule.LowestPriority)].Push(family);
    }

    // The last to come of those that matter least.
    private MetricFamily? VictimOf(MetricFamily family)
    {
        for (var priority = FamilyRule.LowestPriority; priority > family.Priority; priority--)
        {
            while (_byPriority[priority].TryPop(out var victim))
            {
                victim.IsListed = false;
                if (victim.SeriesCount > 0) return victim;
            }
        }

        return null;
    }
}
