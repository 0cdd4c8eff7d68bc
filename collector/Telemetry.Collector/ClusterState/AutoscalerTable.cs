using System.Text.Json;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.ClusterState;

/// <summary>Horizontal pod autoscalers: those at their maximum, and those that cannot scale.</summary>
internal sealed class AutoscalerTable(ReasonPool pool) : ObjectTable<AutoscalerState>(MaxAutoscalers)
{
    public const int MaxAutoscalers = 50_000;

    private const int MaxConditions = 16;

    /// <inheritdoc/>
    public override void Write(StatePage page, long nowMs)
    {
        var (most, current, desired) = (page.Family("kube_horizontalpodautoscaler_spec_max_replicas"), page.Family("kube_horizontalpodautoscaler_status_current_replicas"), page.Family("kube_horizontalpodautoscaler_status_desired_replicas"));
        foreach (var (key, autoscaler) in Objects)
        {
            most.Name(autoscaler.Max, Names(key));
            current.Name(autoscaler.Current, Names(key));
            desired.Name(autoscaler.Desired, Names(key));
        }

        WriteConditions(page.Family("kube_horizontalpodautoscaler_status_condition"));
        page.Family("cluster_autoscalers_at_maximum").Sum(Objects.Count(pair => pair.Value.IsAtMaximum));
    }

    /// <inheritdoc/>
    protected override AutoscalerState Read(JsonElement document, AutoscalerState? before) => new(
        document.Child("spec").Number("minReplicas", 1),
        document.Child("spec").Number("maxReplicas"),
        document.Child("status").Number("currentReplicas"),
        document.Child("status").Number("desiredReplicas"),
        [.. document.Child("status").Items("conditions").Take(MaxConditions).Select(condition =>
            (pool.Share(condition.Text("type")), pool.Share(condition.Text("status").ToLowerInvariant())))]);

    private void WriteConditions(StateFamily conditions)
    {
        foreach (var type in (ReadOnlySpan<string>)["AbleToScale", "ScalingActive"]) conditions.Sum(0, new Label("condition", type), new Label("status", "false"));
        foreach (var (key, autoscaler) in Objects)
        {
            foreach (var (type, status) in autoscaler.Conditions)
            {
                Label[] common = [new("condition", type), new("status", status)];
                if (status == (type == "ScalingLimited" ? "false" : "true")) conditions.Sum(1, common);
                else conditions.Name(1, Names(key), common);
            }
        }
    }

    private static Label[] Names(ObjectKey key) => [new("namespace", key.Namespace), new("horizontalpodautoscaler", key.Name)];
}

/// <summary>What is kept of an autoscaler.</summary>
/// <param name="Min">Fewest replicas.</param>
/// <param name="Max">Most replicas.</param>
/// <param name="Current">Replicas there are.</param>
/// <param name="Desired">Replicas that it wants.</param>
/// <param name="Conditions">Its conditions with their status in lower case.</param>
internal sealed record AutoscalerState(long Min, long Max, long Current, long Desired, (string Type, string Status)[] Conditions)
{
    /// <summary>Whether it wants all that it may have, and might have wanted less.</summary>
    public bool IsAtMaximum => Max > Min && Desired >= Max;
}
