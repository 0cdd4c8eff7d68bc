using System.Text.Json;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.ClusterState;

/// <summary>Pods: phases, what containers wait for, restarts with their reasons, and who waits to be scheduled, how long.</summary>
internal sealed class PodTable(ReasonPool pool) : ObjectTable<PodState>(MaxPods)
{
    /// <summary>Most pods that are kept: what a cluster may have at the most, and a third. See ADR 66 for the bytes of each.</summary>
    public const int MaxPods = 200_000;

    private const int MaxContainers = 64;

    private static readonly string[] Phases = ["Pending", "Running", "Succeeded", "Failed", "Unknown"];
    private static readonly string[] Troubles = ["CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "CreateContainerConfigError", "CreateContainerError", "RunContainerError"];

    private readonly SortedDictionary<string, long> _restarts = new(StringComparer.Ordinal) { ["OOMKilled"] = 0, ["Error"] = 0, ["Completed"] = 0 };

    /// <inheritdoc/>
    public override void Write(StatePage page, long nowMs)
    {
        WritePhases(page);
        WriteWaits(page, nowMs);
        WriteContainers(page.Family("kube_pod_container_status_waiting_reason"), static container => container.Waiting, Troubles);
        WriteInitContainers(page.Family("kube_pod_init_container_status_waiting_reason"));
        WriteContainers(page.Family("kube_pod_container_status_terminated_reason"), static container => container.Terminated is "Completed" ? "" : container.Terminated, ["OOMKilled"]);
        WriteContainers(page.Family("kube_pod_container_status_last_terminated_reason"), static container => container.LastTerminated, ["OOMKilled"]);
        WriteRestarts(page);
    }

    /// <inheritdoc/>
    protected override PodState Read(JsonElement document, PodState? before)
    {
        var metadata = document.Child("metadata");
        var status = document.Child("status");
        var scheduled = document.Condition("PodScheduled");
        var state = new PodState
        {
            Uid = metadata.Text("uid"),
            Phase = PhaseOf(metadata, status),
            Reason = pool.Share(status.Text("reason")),
            Node = pool.Share(document.Child("spec").Text("nodeName")),
            CreatedMs = metadata.TimeMs("creationTimestamp"),
            Ready = pool.Share(document.Condition("Ready").Text("status").ToLowerInvariant()),
            UnschedulableSinceMs = scheduled.Text("status") == "False" ? Math.Max(1, scheduled.TimeMs("lastTransitionTime")) : 0,
            Containers = ContainersOf(status, "containerStatuses"),
            InitContainers = ContainersOf(status, "initContainerStatuses"),
        };
        if (before is not null && before.Uid == state.Uid) CountRestarts(before, state);
        return state;
    }

    private string PhaseOf(JsonElement metadata, JsonElement status) =>
        // kubectl and kube-state-metrics say so too: nobody reports on a pod of a lost node.
        metadata.Text("deletionTimestamp").Length > 0 && status.Text("reason") == "NodeLost" ? "Unknown" : pool.Share(status.Text("phase"));

    private ContainerState[] ContainersOf(JsonElement status, string field) =>
        [.. status.Items(field).Take(MaxContainers).Select(container => new ContainerState(
            pool.Share(container.Text("name")),
            container.Number("restartCount"),
            pool.Share(container.Child("state").Child("waiting").Text("reason")),
            pool.Share(container.Child("state").Child("terminated").Text("reason")),
            pool.Share(container.Child("lastState").Child("terminated").Text("reason"))))];

    private void CountRestarts(PodState before, PodState now)
    {
        foreach (var container in now.Containers)
        {
            var more = container.Restarts - Array.Find(before.Containers, old => old.Name == container.Name).Restarts;
            if (more <= 0) continue;
            var reason = pool.Reason(container.LastTerminated.Length > 0 ? container.LastTerminated : "Unknown");
            _restarts[reason] = _restarts.GetValueOrDefault(reason) + more;
        }
    }

    private void WritePhases(StatePage page)
    {
        var phases = page.Family("kube_pod_status_phase");
        var reasons = page.Family("kube_pod_status_reason");
        var ready = page.Family("kube_pod_status_ready");
        foreach (var phase in Phases) phases.Sum(0, new Label("phase", phase));
        reasons.Sum(0, new Label("reason", "Evicted"));
        foreach (var (key, pod) in Objects)
        {
            if (pod.Phase is "Running" or "Succeeded") phases.Sum(1, new Label("phase", pod.Phase));
            else if (pod.Phase.Length > 0) phases.Name(1, Names(key, pod), new Label("phase", pod.Phase));
            if (pod.Reason.Length > 0) reasons.Name(1, Names(key, pod), new Label("reason", pod.Reason));
            if (pod.Phase == "Succeeded" || pod.Ready.Length == 0) continue;
            if (pod.Ready == "true") ready.Sum(1, new Label("condition", "true"));
            else ready.Name(1, Names(key, pod), new Label("condition", pod.Ready));
        }
    }

    private void WriteWaits(StatePage page, long nowMs)
    {
        var created = page.Family("kube_pod_created");
        var unschedulable = page.Family("kube_pod_status_unschedulable");
        unschedulable.Sum(0);
        var (pendingMs, unschedulableMs) = (0L, 0L);
        foreach (var (key, pod) in Objects)
        {
            if (pod.Phase != "Pending") continue;
            created.TryName(pod.CreatedMs / 1000.0, Names(key, pod));
            pendingMs = Math.Max(pendingMs, nowMs - pod.CreatedMs);
            if (pod.UnschedulableSinceMs == 0) continue;
            unschedulable.Name(1, Names(key, pod));
            unschedulableMs = Math.Max(unschedulableMs, nowMs - pod.UnschedulableSinceMs);
        }

        page.Family("cluster_pod_pending_max_seconds").Sum(pendingMs / 1000.0);
        page.Family("cluster_pod_unschedulable_max_seconds").Sum(unschedulableMs / 1000.0);
    }

    private void WriteContainers(StateFamily family, Func<ContainerState, string> reasonOf, ReadOnlySpan<string> expected)
    {
        foreach (var reason in expected) family.Sum(0, new Label("reason", reason));
        foreach (var (key, pod) in Objects)
            foreach (var container in pod.Containers)
                if (reasonOf(container) is { Length: > 0 } reason) family.Name(1, Names(key, pod, container), new Label("reason", reason));
    }

    private void WriteInitContainers(StateFamily family)
    {
        foreach (var (key, pod) in Objects)
            foreach (var container in pod.InitContainers)
                if (container.Waiting.Length > 0) family.Name(1, Names(key, pod, container), new Label("reason", container.Waiting));
    }

    private void WriteRestarts(StatePage page)
    {
        var restarted = page.Family("kube_pod_container_status_restarts_total", "counter");
        foreach (var (key, pod) in Objects)
        {
            foreach (var container in pod.Containers)
                // A sum over a changing rest would fall, and a falling counter means a restart of who counts.
                if (container.Restarts > 0) restarted.TryName(container.Restarts, Names(key, pod, container));
        }

        var byReason = page.Family("cluster_container_restarts_total", "counter");
        foreach (var (reason, restarts) in _restarts) byReason.Sum(restarts, new Label("reason", reason));
    }

    private static Label[] Names(ObjectKey key, PodState pod) => [new("namespace", key.Namespace), new("pod", key.Name), new("uid", pod.Uid)];

    private static Label[] Names(ObjectKey key, PodState pod, ContainerState container) => [.. Names(key, pod), new("container", container.Name)];
}
