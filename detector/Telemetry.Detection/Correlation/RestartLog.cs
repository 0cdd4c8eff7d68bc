using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>
/// Which components were restarted or deployed of late. What began with that is a ticket that names it: the one who deploys is looking, and
/// the new version may be meant to be so. Bounded: at most <see cref="Capacity"/>, none older than <see cref="KeptMs"/>.
/// </summary>
internal sealed class RestartLog
{
    /// <summary>Most restarts kept; over it the oldest go.</summary>
    public const int Capacity = 256;

    // What nobody saw restart (a deploy told by its record alone) is adopted like any other level, and is no page until then.
    private const long KeptMs = Adoption.AfterMs + 3_600_000;

    private readonly SortedSet<PartRestart> _restarts = [];

    /// <summary>Notes a restart; one that is known already changes nothing.</summary>
    public void Note(PartRestart restart)
    {
        if (restart.Component.Length == 0) return;
        _restarts.Add(restart);
        if (_restarts.Count > Capacity) _restarts.Remove(_restarts.Min!);
    }

    /// <summary>Tells every component of a picture what may have changed it: restarts of its own and of what it stands on.</summary>
    public void Mark(ClusterPicture picture, DependencyGraph graph, long nowMs)
    {
        _restarts.RemoveWhere(restart => nowMs - restart.AtMs > KeptMs);
        foreach (var component in picture.Components)
            component.Restarts = [.. _restarts.Where(restart =>
                restart.AtMs <= nowMs && (restart.Component == component.Component || graph.DependsOn(component.Component, restart.Component)))];
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_restarts.Count);
        foreach (var restart in _restarts)
        {
            writer.Write(restart.AtMs);
            writer.Write(restart.Component);
            writer.Write(restart.Instance);
        }
    }

    public void Restore(ref SnapshotReader reader)
    {
        for (var left = reader.ReadCount(); left > 0; left--) Note(new PartRestart(reader.ReadLong(), reader.ReadText(), reader.ReadText()));
    }
}

/// <summary>A restart or a deploy.</summary>
/// <param name="AtMs">When it showed first, Unix milliseconds.</param>
/// <param name="Component">Component that it concerns.</param>
/// <param name="Instance">The target that restarted; empty for a deploy.</param>
public sealed record PartRestart(long AtMs, string Component, string Instance) : IComparable<PartRestart>
{
    /// <inheritdoc/>
    public int CompareTo(PartRestart? other)
    {
        if (other is null) return 1;
        if (AtMs != other.AtMs) return AtMs.CompareTo(other.AtMs);
        var component = string.CompareOrdinal(Component, other.Component);
        return component != 0 ? component : string.CompareOrdinal(Instance, other.Instance);
    }
}
