using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>
/// The parts of one cluster and who stands on whom: the given graph, extended by what the data itself tells. A component that calls
/// another depends on it; one that is in no graph is placed nowhere and still takes part.
/// </summary>
internal sealed class DiscoveredTopology(DependencyGraph given)
{
    /// <summary>Most components of a cluster; findings of further ones are left out, counted.</summary>
    public const int MaxComponents = 2_000;

    /// <summary>Most discovered dependencies; further ones are left out, counted.</summary>
    public const int MaxEdges = 4_000;

    // A call that is slow makes its caller slow, save for what the caller does besides.
    private const double CallShare = 0.9;

    private readonly HashSet<string> _components = [.. given.Components];
    private readonly SortedSet<(string Caller, string Callee)> _edges = [];
    private readonly HashSet<(string Caller, string Callee)> _refused = [];

    /// <summary>The graph as far as it is known.</summary>
    public DependencyGraph Graph { get; private set; } = given;

    /// <summary>Dependencies and components that were left out: they would have closed a circle, or were too many.</summary>
    public long Refused { get; private set; } = given.Refused;

    /// <summary>Takes a finding's component and caller in.</summary>
    /// <returns>Whether the finding takes part.</returns>
    public bool Admit(SignalFinding finding)
    {
        if (!Admit(finding.Component)) return false;
        if (finding.Caller.Length == 0 || finding.Caller == finding.Component || !Admit(finding.Caller)) return true;
        Connect((finding.Caller, finding.Component));
        return true;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_edges.Count);
        foreach (var (caller, callee) in _edges)
        {
            writer.Write(caller);
            writer.Write(callee);
        }
    }

    public void Restore(ref SnapshotReader reader)
    {
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            var (caller, callee) = (reader.ReadText(), reader.ReadText());
            if (Admit(caller) && Admit(callee)) Connect((caller, callee));
        }
    }

    private bool Admit(string component)
    {
        if (component.Length == 0 || _components.Contains(component)) return true;
        if (_components.Count < MaxComponents) return _components.Add(component);
        Refused++;
        return false;
    }

    private void Connect((string Caller, string Callee) edge)
    {
        if (Graph.DependenciesOf(edge.Caller).ContainsKey(edge.Callee) || _refused.Contains(edge)) return;
        if (_edges.Count < MaxEdges && Graph.With(edge.Caller, edge.Callee, CallShare) is { } extended) (Graph, _) = (extended, _edges.Add(edge));
        else Refuse(edge);
    }

    private void Refuse((string Caller, string Callee) edge)
    {
        Refused++;
        if (_refused.Count < MaxEdges) _refused.Add(edge);
    }
}
