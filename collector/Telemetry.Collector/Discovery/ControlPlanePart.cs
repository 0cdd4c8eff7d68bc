namespace Telemetry.Collector.Discovery;

/// <summary>How kubeadm, and what follows it, runs a part of a control plane as pods.</summary>
/// <param name="Name">Component and job.</param>
/// <param name="Label">Selector of its pods.</param>
/// <param name="Port">Port of its page.</param>
/// <param name="Scheme">Scheme of its page.</param>
/// <param name="PortFlag">Flag of its command that moves the port; null where there is none.</param>
/// <param name="AsksApiServer">Whether it asks the API server who reads its page.</param>
internal sealed record ControlPlanePart(string Name, string Label, int Port, string Scheme, string? PortFlag, bool AsksApiServer)
{
    public static readonly ControlPlanePart Etcd = new("etcd", "component=etcd,tier=control-plane", 2381, "http", PortFlag: null, AsksApiServer: false);

    public static readonly ControlPlanePart Scheduler = new("scheduler", "component=kube-scheduler,tier=control-plane", 10259, "https", "secure-port", AsksApiServer: true);

    public static readonly ControlPlanePart ControllerManager =
        new("controller-manager", "component=kube-controller-manager,tier=control-plane", 10257, "https", "secure-port", AsksApiServer: true);

    public static readonly ControlPlanePart Coredns = new("coredns", "k8s-app=kube-dns", 9153, "http", PortFlag: null, AsksApiServer: false);

    /// <summary>Port of etcd's clients, where its page is too, for those with a certificate.</summary>
    public const int EtcdClientPort = 2379;
}
