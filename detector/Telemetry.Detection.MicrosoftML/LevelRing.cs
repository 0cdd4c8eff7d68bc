using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.MicrosoftML;

/// <summary>The last levels of a series, oldest first, at most as many as it was made for: all that an adapter's detector remembers.</summary>
internal sealed class LevelRing(int capacity)
{
    private readonly List<float> _levels = new(capacity);

    /// <summary>Levels held.</summary>
    public int Count => _levels.Count;

    /// <summary>Takes a level in; the oldest leaves a full ring.</summary>
    public void Add(float level)
    {
        if (_levels.Count == capacity) _levels.RemoveAt(0);
        _levels.Add(level);
    }

    /// <summary>The levels as rows, oldest first.</summary>
    public IEnumerable<LevelRow> Rows() => _levels.Select(level => new LevelRow { Level = level });

    /// <summary>Half of the levels lie below; NaN where there are none.</summary>
    public double Median() => _levels.Count == 0 ? double.NaN : _levels.Order().ElementAt(_levels.Count / 2);

    /// <summary>Writes the levels.</summary>
    public void Save(SnapshotWriter writer)
    {
        writer.Write(_levels.Count);
        foreach (var level in _levels) writer.Write(level);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <exception cref="SnapshotException">It holds more levels than this ring may, or what is no level.</exception>
    public void Restore(ref SnapshotReader reader)
    {
        var count = reader.ReadCount();
        if (count > capacity) throw new SnapshotException($"The snapshot holds {count} levels; at most {capacity} are kept.");
        _levels.Clear();
        for (var left = count; left > 0; left--)
        {
            var level = (float)reader.ReadDouble();
            if (!float.IsFinite(level)) throw new SnapshotException("The snapshot holds a level that is not finite.");
            _levels.Add(level);
        }
    }
}
