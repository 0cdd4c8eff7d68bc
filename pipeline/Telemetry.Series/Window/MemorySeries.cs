using System.Runtime.InteropServices;
using Telemetry.Series.Matching;

namespace Telemetry.Series.Window;

/// <summary>One series of the window. Safe for one writer and any number of readers.</summary>
internal sealed class MemorySeries(LabelSet labels)
{
    private readonly Lock _gate = new();
    private readonly List<SampleChunk> _chunks = [];
    private bool _removed;

    public LabelSet Labels { get; } = labels;

    /// <summary>True once the series has left the window; it takes no samples any more.</summary>
    public bool IsRemoved
    {
        get
        {
            lock (_gate) return _removed;
        }
    }

    /// <summary>Time of the youngest sample, Unix milliseconds; <see cref="long.MinValue"/> while there is none.</summary>
    public long NewestMs
    {
        get
        {
            lock (_gate) return _chunks.Count == 0 ? long.MinValue : _chunks[^1].LastMs;
        }
    }

    /// <summary>Offers a sample; <paramref name="growth"/> is by how many samples the memory held has grown.</summary>
    public AppendOutcome Append(long timeMs, double value, out int growth)
    {
        growth = 0;
        lock (_gate)
        {
            if (_removed) return AppendOutcome.Removed;
            if (_chunks.Count > 0)
            {
                var open = _chunks[^1];
                if (timeMs == open.LastMs) return AppendOutcome.Duplicate;
                if (timeMs < open.LastMs) return AppendOutcome.OutOfOrder;
                var before = open.Capacity;
                if (open.TryAppend(timeMs, value))
                {
                    growth = open.Capacity - before;
                    return AppendOutcome.Appended;
                }
            }

            var chunk = new SampleChunk(timeMs, value);
            _chunks.Add(chunk);
            growth = chunk.Capacity;
            return AppendOutcome.Appended;
        }
    }

    /// <summary>Reads the samples of <paramref name="fromMs"/> … <paramref name="toMs"/>, both included, in place of what the buffer held.</summary>
    public void Read(long fromMs, long toMs, SampleBuffer buffer)
    {
        buffer.Clear();
        lock (_gate)
        {
            foreach (var chunk in _chunks)
            {
                if (chunk.FirstMs > toMs) return;
                if (chunk.LastMs >= fromMs) chunk.CopyTo(fromMs, toMs, buffer);
            }
        }
    }

    /// <summary>Whether the span between first and last sample touches <paramref name="fromMs"/> … <paramref name="toMs"/>.</summary>
    public bool Overlaps(long fromMs, long toMs)
    {
        lock (_gate) return _chunks.Count > 0 && _chunks[0].FirstMs <= toMs && _chunks[^1].LastMs >= fromMs;
    }

    /// <summary>Adds the end of every chunk and its size, for choosing what to give up.</summary>
    public void AddChunkEnds(List<(long EndMs, int Capacity)> ends)
    {
        lock (_gate)
        {
            foreach (var chunk in _chunks) ends.Add((chunk.LastMs, chunk.Capacity));
        }
    }

    /// <summary>Drops the chunks that end at or before <paramref name="cutoffMs"/>.</summary>
    public TrimResult Trim(long cutoffMs)
    {
        lock (_gate)
        {
            var gone = 0;
            var result = default(TrimResult);
            while (gone < _chunks.Count && _chunks[gone].LastMs <= cutoffMs)
            {
                result = new(result.Samples + _chunks[gone].Count, result.Capacity + _chunks[gone].Capacity);
                gone++;
            }

            _chunks.RemoveRange(0, gone);
            return result;
        }
    }

    /// <summary>Takes the series out of use if it has no sample younger than <paramref name="cutoffMs"/>.</summary>
    public bool TryRemove(long cutoffMs, out TrimResult trimmed)
    {
        trimmed = default;
        lock (_gate)
        {
            if (_chunks.Count > 0 && _chunks[^1].LastMs > cutoffMs) return false;
            _removed = true;
            foreach (var chunk in _chunks) trimmed = new(trimmed.Samples + chunk.Count, trimmed.Capacity + chunk.Capacity);
            _chunks.Clear();
            return true;
        }
    }
}

/// <summary>What a trim gave back.</summary>
/// <param name="Samples">Samples dropped.</param>
/// <param name="Capacity">Samples that memory was held for.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TrimResult(int Samples, int Capacity);
