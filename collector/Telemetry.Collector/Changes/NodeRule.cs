using System.Text.Json;
using Telemetry.Collector.ClusterState;

namespace Telemetry.Collector.Changes;

/// <summary>Nodes: they come and go.</summary>
internal sealed class NodeRule() : ChangeRule("Node", ClusterResources.Nodes)
{
    /// <inheritdoc/>
    public override bool TellsPresence => true;

    /// <inheritdoc/>
    public override KnownObject? Read(ObjectKey key, JsonElement document) => new(UidOf(document));

    /// <inheritdoc/>
    public override IEnumerable<Difference> Compare(KnownObject before, KnownObject now) => [];

    /// <inheritdoc/>
    public override string ComponentOf(ObjectKey key, Func<string, string?> ofName) => "node";
}
