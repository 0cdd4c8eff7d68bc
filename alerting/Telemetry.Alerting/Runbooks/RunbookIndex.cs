using System.Reflection;
using System.Text;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Runbooks;

/// <summary>Which runbook is for which incident, and their texts: the pages of <c>docs/runbooks</c>, which travel with the program.</summary>
internal static class RunbookIndex
{
    private const string Prefix = "runbooks/";
    private const string Suffix = ".md";
    private const string Fallback = "unknown-root";

    // A signal that is a fact of its own class says more than the part it was seen in.
    private static readonly Dictionary<string, string> BySignal = new(StringComparer.Ordinal)
    {
        ["target_up"] = "target-down",
        ["target_absent"] = "target-absent",
        ["etcd_leader"] = "etcd-no-leader",
        ["etcd_db_size"] = "etcd-quota",
        ["container_throttled_share"] = "pods-throttled",
        ["pods_oom"] = "pods-oom-killed",
        ["pods_crashing"] = "pods-crash-looping",
        ["pods_unpulled"] = "image-pull-failures",
        ["autoscalers_at_maximum"] = "autoscaler-at-maximum",
        ["rollouts_stuck"] = "rollout-stuck",
        ["kubelet_volume_used"] = "volume-filling",
        ["kubelet_volume_inodes"] = "volume-filling",
        ["nodes_pressure"] = "node-pressure",
        ["nodes_not_ready"] = "node-not-ready",
        ["apiserver_unauthenticated"] = "unauthorised-calls",
        ["certificate_expiry"] = "certificate-expiry",
        ["kubelet_client_certificate"] = "certificate-expiry",
        ["kubelet_server_certificate"] = "certificate-expiry",
        ["process_files"] = "file-descriptors",
        ["etcd_fd_used"] = "file-descriptors",
        ["node_fds"] = "file-descriptors",
        ["node_udp_received_dropped"] = "socket-buffers",
        ["node_udp_sent_dropped"] = "socket-buffers",
    };

    private static readonly Dictionary<string, string> Texts = Load();

    /// <summary>Names of all runbooks, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Texts.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The runbook of an incident, by its strongest signal of the probable root and by what the root is.</summary>
    public static string For(IncidentRecord record)
    {
        if (record.Root.Count == 0) return Fallback;
        var root = record.Root[0];
        var lead = record.Signals.FirstOrDefault(signal => signal.Component == root.Component);
        return lead is not null && BySignal.TryGetValue(lead.Signal, out var name) ? name : ForRoot(root.Component, root.Cause);
    }

    /// <summary>The runbook of a component and cause.</summary>
    public static string ForRoot(string component, string cause) => (component, cause) switch
    {
        (_, "new normal") => "new-normal",
        (_, "down") => "target-down",
        ("etcd", "disk") => "etcd-disk",
        ("etcd", "network") => "etcd-network",
        ("etcd", "leader") => "etcd-no-leader",
        ("etcd", "quota") => "etcd-quota",
        ("etcd", _) => "etcd-slow",
        ("apiserver", "load") => "apiserver-overload",
        ("apiserver", _) => "apiserver-slow",
        ("admission-webhook", _) => "admission-webhook-slow",
        ("coredns", "upstream") => "coredns-upstream",
        ("coredns", _) => "coredns-slow",
        ("scheduler", _) => "scheduler-slow",
        ("controller-manager", _) => "controller-manager-behind",
        ("kubelet" or "container-runtime", _) => "kubelet-slow",
        ("node", _) => "node-pressure",
        ("app", _) => "app-rollout",
        _ => Fallback,
    };

    /// <summary>The text of a runbook; null where there is none of that name.</summary>
    public static string? Find(string name) => Texts.GetValueOrDefault(name);

    /// <summary>Its first heading.</summary>
    public static string TitleOf(string name) => Texts[name].Split('\n', 2)[0].TrimStart('#', ' ');

    private static Dictionary<string, string> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..^Suffix.Length], name => Read(assembly, name), StringComparer.Ordinal);
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
