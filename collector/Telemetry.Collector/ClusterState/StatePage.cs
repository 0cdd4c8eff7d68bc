using System.Text;

namespace Telemetry.Collector.ClusterState;

/// <summary>The page of a cluster's state, in Prometheus's text format: families in the order in which they were asked for.</summary>
internal sealed class StatePage
{
    private readonly List<StateFamily> _families = [];

    /// <summary>Adds a family; names are asked for once.</summary>
    public StateFamily Family(string name, string type = "gauge")
    {
        var family = new StateFamily(name, type);
        _families.Add(family);
        return family;
    }

    /// <summary>The page's bytes.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        foreach (var family in _families) family.WriteTo(text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
