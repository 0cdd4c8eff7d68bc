using System.Text.Json;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.ClusterState;

/// <summary>Nodes: whether they are ready, under pressure, or closed to new pods.</summary>
internal sealed class NodeTable(ReasonPool pool) : ObjectTable<NodeState>(MaxNodes)
{
    /// <summary>Most nodes that are kept: three times the largest cluster that is supported.</summary>
    public const int MaxNodes = 15_000;

    private const int MaxConditions = 32;
    private const string Ready = "Ready";

    private static readonly string[] Pressures = ["MemoryPressure", "DiskPressure", "PIDPressure"];

    /// <inheritdoc/>
    public override void Write(StatePage page, long nowMs)
    {
        var conditions = page.Family("kube_node_status_condition");
        foreach (var status in (ReadOnlySpan<string>)["true", "false", "unknown"]) conditions.Sum(0, new Label("condition", Ready), new Label("status", status));
        foreach (var pressure in Pressures) conditions.Sum(0, new Label("condition", pressure), new Label("status", "true"));
        var closed = page.Family("kube_node_spec_unschedulable");
        closed.Sum(0);
        foreach (var (key, node) in Objects)
        {
            if (node.IsUnschedulable) closed.Name(1, [new Label("node", key.Name)]);
            foreach (var (condition, status) in node.Conditions)
            {
                Label[] common = [new("condition", condition), new("status", status)];
                if (status == (condition == Ready ? "true" : "false")) conditions.Sum(1, common);
                else conditions.Name(1, [new Label("node", key.Name)], common);
            }
        }
    }

    /// <inheritdoc/>
    protected override NodeState Read(JsonElement document, NodeState? before) => new(
        document.Child("spec").Flag("unschedulable"),
        [.. document.Child("status").Items("conditions").Take(MaxConditions).Select(condition =>
            (pool.Share(condition.Text("type")), pool.Share(condition.Text("status").ToLowerInvariant())))]);
}

/// <summary>What is kept of a node.</summary>
/// <param name="IsUnschedulable">Whether it is closed to new pods.</param>
/// <param name="Conditions">Its conditions with their status in lower case.</param>
internal sealed record NodeState(bool IsUnschedulable, (string Type, string Status)[] Conditions);
