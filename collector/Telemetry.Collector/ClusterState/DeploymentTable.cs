using System.Text.Json;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.ClusterState;

/// <summary>Deployments: replicas that are missing, and rollouts against their deadline.</summary>
internal sealed class DeploymentTable(ReasonPool pool) : ObjectTable<DeploymentState>(MaxDeployments)
{
    public const int MaxDeployments = 50_000;

    private const int DefaultDeadlineSeconds = 600;

    /// <inheritdoc/>
    public override void Write(StatePage page, long nowMs)
    {
        var (wanted, available, unavailable) = (page.Family("kube_deployment_spec_replicas"), page.Family("kube_deployment_status_replicas_available"), page.Family("kube_deployment_status_replicas_unavailable"));
        var updated = page.Family("kube_deployment_status_replicas_updated");
        var (generation, observed) = (page.Family("kube_deployment_metadata_generation"), page.Family("kube_deployment_status_observed_generation"));
        foreach (var family in (ReadOnlySpan<StateFamily>)[wanted, available, unavailable, updated]) family.Sum(0);
        foreach (var (key, deployment) in Objects)
        {
            var names = deployment.IsSettled ? [] : Names(key);
            Add(wanted, deployment.Replicas, names);
            Add(available, deployment.Available, names);
            Add(unavailable, deployment.Unavailable, names);
            Add(updated, deployment.Updated, names);
            if (deployment.IsSettled) continue;
            generation.TryName(deployment.Generation, names);
            observed.TryName(deployment.ObservedGeneration, names);
        }

        WriteConditions(page, nowMs);
    }

    /// <inheritdoc/>
    protected override DeploymentState Read(JsonElement document, DeploymentState? before)
    {
        var (spec, status) = (document.Child("spec"), document.Child("status"));
        var progressing = document.Condition("Progressing");
        return new DeploymentState
        {
            Generation = document.Child("metadata").Number("generation"),
            ObservedGeneration = status.Number("observedGeneration"),
            Replicas = spec.Number("replicas", 1),
            Available = status.Number("availableReplicas"),
            Unavailable = status.Number("unavailableReplicas"),
            Updated = status.Number("updatedReplicas"),
            AvailableStatus = pool.Share(document.Condition("Available").Text("status").ToLowerInvariant()),
            ProgressingStatus = pool.Share(progressing.Text("status").ToLowerInvariant()),
            ProgressingReason = pool.Share(progressing.Text("reason")),
            ProgressedMs = progressing.TimeMs("lastUpdateTime"),
            DeadlineSeconds = spec.Number("progressDeadlineSeconds", DefaultDeadlineSeconds),
        };
    }

    private void WriteConditions(StatePage page, long nowMs)
    {
        var conditions = page.Family("kube_deployment_status_condition");
        conditions.Sum(0, new Label("condition", "Progressing"), new Label("status", "false"), new Label("reason", DeploymentState.DeadlineExceeded));
        var share = 0.0;
        foreach (var (key, deployment) in Objects)
        {
            Add(conditions, key, "Available", deployment.AvailableStatus, "");
            Add(conditions, key, "Progressing", deployment.ProgressingStatus, deployment.ProgressingReason);
            share = Math.Max(share, deployment.DeadlineShare(nowMs));
        }

        page.Family("cluster_rollout_deadline_used_ratio").Sum(share);
    }

    private static void Add(StateFamily conditions, ObjectKey key, string type, string status, string reason)
    {
        if (status.Length == 0) return;
        if (status == "true") conditions.Sum(1, new Label("condition", type), new Label("status", status));
        else conditions.Name(1, Names(key), new Label("condition", type), new Label("status", status), new Label("reason", reason));
    }

    private static void Add(StateFamily family, long value, Label[] names)
    {
        if (names.Length == 0) family.Sum(value);
        else family.Name(value, names);
    }

    private static Label[] Names(ObjectKey key) => [new("namespace", key.Namespace), new("deployment", key.Name)];
}
