namespace Telemetry.Alerting.Receivers;

/// <summary>What to look at first, by probable root. One sentence that a half-awake person can act on.</summary>
internal static class FirstActions
{
    private const string Unknown = "No root stands out: compare the first signals below on one time line, oldest onset first.";

    /// <summary>The advice for a component and cause; either may be unknown.</summary>
    public static string For(string? component, string? cause) => (component, cause) switch
    {
        (not null, "down") => $"Check that {AlertContent.Name(component)} runs and answers its /metrics: `kubectl -n kube-system get pods -o wide`, then its last log lines.",
        ("etcd", "disk") => "Look at the disk under etcd's data directory: `iostat -x 1` on the member's node. Stop what else writes there, or move the leader with `etcdctl move-leader`.",
        ("etcd", "network") => "Look at the network between etcd members: `etcdctl endpoint status --cluster -w table`, round-trip times, and leader changes.",
        ("etcd", _) => "`etcdctl endpoint status --cluster -w table`: database size, leader, raft lag; then requests by type at the API server.",
        ("apiserver", "load") => "Find who sends the requests: `kubectl get --raw /debug/api_priority_and_fairness/dump_priority_levels`, then the user agents in the audit log.",
        ("apiserver", _) => "`kubectl get --raw '/readyz?verbose'`, then inflight requests and CPU of each API server.",
        ("admission-webhook", _) => "List the webhooks (`kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations`) and look at the slow one's pods; its failurePolicy says what a timeout does.",
        ("coredns", "upstream") => "Query the upstream resolver by hand from a node (`dig @<resolver> example.com`); CoreDNS only passes its delay on.",
        ("coredns", _) => "`kubectl -n kube-system top pods -l k8s-app=kube-dns`: CPU throttling or one hot replica; then the errors in CoreDNS's log.",
        ("scheduler", _) => "Pending pods and queue depth: `kubectl get pods -A --field-selector=status.phase=Pending`, then the scheduler's log.",
        ("controller-manager", _) => "Work queue depths of the controller-manager, and its log for one controller that is falling behind.",
        ("kubelet" or "container-runtime", _) => "On the node: `systemctl status kubelet containerd`, disk and PID pressure (`kubectl describe node`), image pulls.",
        ("node", _) => "`kubectl describe node`: pressure conditions; on the node `top`, `iostat -x 1` and the kernel log.",
        ("app", _) => "Roll back the newest deployment if its start fits the onset: `kubectl rollout history`, `kubectl rollout undo`.",
        (null or "", _) => Unknown,
        _ => $"Look at {AlertContent.Name(component)} first: its log and resource use since the onset.",
    };
}
