using Telemetry.Series.Matching;

namespace Telemetry.Series.Window;

/// <summary>
/// The recent samples of every series, in memory and bounded in time, series and samples. Appending and querying go on at the same time:
/// the index has a reader-writer lock, each series a lock of its own.
/// </summary>
internal sealed class SeriesWindow(QueryOptions options, QueryMetrics metrics, TimeProvider clock) : IDisposable
{
    /// <summary>How far samples may be ahead of the clock.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(10);

    private const long TrimEveryMs = 60_000;

    private readonly ReaderWriterLockSlim _gate = new();
    private readonly SeriesIndex _index = new();
    private readonly long _retentionMs = (long)options.Retention.TotalMilliseconds;
    private readonly long _lookbackMs = (long)options.LookbackDelta.TotalMilliseconds;
    private readonly long _maxAheadMs = (long)MaxAhead.TotalMilliseconds;
    private long _newestMs = long.MinValue / 2;
    private long _trimmedAtMs = long.MinValue / 2;
    private long _fullAtMs = long.MinValue / 2;
    private long _heldSamples;

    /// <summary>Series in the window.</summary>
    public int SeriesCount
    {
        get
        {
            _gate.EnterReadLock();
            try
            {
                return _index.Count;
            }
            finally
            {
                _gate.ExitReadLock();
            }
        }
    }

    /// <summary>Samples that memory is held for.</summary>
    public long HeldSamples => Interlocked.Read(ref _heldSamples);

    /// <summary>Event time of the youngest sample, Unix milliseconds.</summary>
    public long NewestMs => Interlocked.Read(ref _newestMs);

    /// <summary>Samples at or before this time are outside the window.</summary>
    public long OldestMs => NewestMs - _retentionMs;

    /// <summary>Samples after this time are refused: one wrong clock must not push everything else out of the window.</summary>
    public long LatestMs => clock.GetUtcNow().ToUnixTimeMilliseconds() + _maxAheadMs;

    /// <summary>The series of these labels; null when the window has no room for a new one.</summary>
    public MemorySeries? GetOrAdd(LabelSet labels)
    {
        _gate.EnterWriteLock();
        try
        {
            if (_index.Find(labels) is { } known) return known;
            if (_index.Count >= options.MaxSeries && !MakeRoom()) return null;
            return _index.Add(labels);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Offers one sample to a series of this window. Does not count the outcome: the caller knows whether it asks again.</summary>
    public AppendOutcome Append(MemorySeries series, long timeMs, double value)
    {
        if (timeMs > LatestMs) return AppendOutcome.TooFarAhead;
        var newest = NewestMs;
        if (timeMs <= newest - _retentionMs) return AppendOutcome.TooOld;

        var outcome = series.Append(timeMs, value, out var growth);
        if (growth > 0) Interlocked.Add(ref _heldSamples, growth);
        while (timeMs > newest && Interlocked.CompareExchange(ref _newestMs, timeMs, newest) != newest) newest = NewestMs;
        if (HeldSamples > options.MaxSamples || NewestMs - Interlocked.Read(ref _trimmedAtMs) >= TrimEveryMs) Trim();
        return outcome;
    }

    /// <summary>Series that satisfy the matchers and have samples around <paramref name="fromMs"/> … <paramref name="toMs"/>.</summary>
    public List<MemorySeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs)
    {
        _gate.EnterReadLock();
        try
        {
            var found = _index.Select(matchers);
            found.RemoveAll(series => !series.Overlaps(fromMs, toMs));
            return found;
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    public void Dispose() => _gate.Dispose();

    private void Trim()
    {
        _gate.EnterWriteLock();
        try
        {
            if (NewestMs - _trimmedAtMs >= TrimEveryMs)
            {
                Interlocked.Exchange(ref _trimmedAtMs, NewestMs);
                TrimBefore(OldestMs);
            }

            if (HeldSamples > options.MaxSamples) metrics.Evicted(TrimBefore(OldestTenth()));
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    private int TrimBefore(long cutoffMs)
    {
        var gone = new List<MemorySeries>();
        var samples = 0;
        foreach (var series in _index.All)
        {
            if (series.TryRemove(cutoffMs, out var trimmed)) gone.Add(series);
            else trimmed = series.Trim(cutoffMs);
            Interlocked.Add(ref _heldSamples, -trimmed.Capacity);
            samples += trimmed.Samples;
        }

        _index.Remove(gone);
        return samples;
    }

    // The end of the chunk with which a tenth of the samples, oldest first, is reached.
    private long OldestTenth()
    {
        var ends = new List<(long EndMs, int Capacity)>();
        foreach (var series in _index.All) series.AddChunkEnds(ends);
        ends.Sort();
        var left = Math.Max(HeldSamples / 10, HeldSamples - options.MaxSamples);
        foreach (var (end, capacity) in ends)
        {
            left -= capacity;
            if (left <= 0) return end;
        }

        return long.MinValue;
    }

    // Removes the longest silent series: a twentieth of them at a time, so that the search is paid for rarely. Where nothing is silent the
    // newcomer is refused, or a flood of new series would wash the useful ones away.
    private bool MakeRoom()
    {
        if (NewestMs - _fullAtMs < TrimEveryMs) return false;
        var cutoff = NewestMs - _lookbackMs;
        var silent = _index.All.Select(series => series.NewestMs).Where(newest => newest <= cutoff).Order().ToArray();
        if (silent.Length == 0)
        {
            _fullAtMs = NewestMs;
            return false;
        }

        RemoveSilent(silent[Math.Min(silent.Length - 1, options.MaxSeries / 20)]);
        return true;
    }

    private void RemoveSilent(long cutoffMs)
    {
        var gone = new List<MemorySeries>();
        foreach (var series in _index.All)
        {
            if (!series.TryRemove(cutoffMs, out var trimmed)) continue;
            gone.Add(series);
            Interlocked.Add(ref _heldSamples, -trimmed.Capacity);
            metrics.Evicted(trimmed.Samples);
        }

        _index.Remove(gone);
    }
}
