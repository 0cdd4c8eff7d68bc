using Telemetry.Contracts;
using Telemetry.Detection.Correlation;
using Xunit;

namespace Telemetry.Detector.Tests.Scenarios;

/// <summary>
/// The failures that the project exists for, one page sequence each: quiet while all is well, and told at the level, with the part and within
/// the time that <c>docs/failure-modes.md</c> states. What the recorded clusters have is judged on them (<c>RecordingTests</c>).
/// </summary>
public sealed class FailureModeTests
{
    private const int Interval = 15;
    private const int FailsAt = 80 * Interval;

    private static readonly TargetId State = new("c", "cluster-state", "cluster");
    private static readonly TargetId Kubelet = new("c", "kubelet", "node-1");
    private static readonly TargetId ApiServer = new("c", "apiserver", "apiserver-0");
    private static readonly TargetId Node = new("c", "node", "node-1");

    private readonly ScenarioCluster _cluster = new();

    [Fact]
    public void Container_ThrottledInMostPeriods_IsATicketWithinSixMinutes() =>
        Judge(Kubelet, IncidentSeverity.Ticket, "app", "cpu", within: 360, (page, at) => page
            .Gauge("cadvisor_version_info", 1)
            .Counter("container_cpu_cfs_periods_total", 10 * at, ("namespace", "shop"), ("pod", "cart-0"), ("container", "cart"))
            .Counter("container_cpu_cfs_periods_total", 10 * at, ("namespace", "shop"), ("pod", "idle-0"), ("container", "idle"))
            .Counter("container_cpu_cfs_throttled_periods_total", (0.1 * at) + (7 * After(at)), ("namespace", "shop"), ("pod", "cart-0"), ("container", "cart"))
            .Counter("container_cpu_cfs_throttled_periods_total", 0, ("namespace", "shop"), ("pod", "idle-0"), ("container", "idle")));

    [Fact]
    public void Containers_KilledForMemoryAgainAndAgain_AreATicketWithinThreeMinutes() =>
        Judge(State, IncidentSeverity.Ticket, "app", "memory", within: 180, (page, at) => page
            .Gauge("cluster_objects", 40, ("kind", "Pod"))
            .Counter("cluster_container_restarts_total", Math.Floor(After(at) / 15), ("reason", "OOMKilled")));

    [Fact]
    public void Container_CrashesInALoop_IsATicketWithinSixMinutes() =>
        Judge(State, IncidentSeverity.Ticket, "app", "errors", within: 360, (page, at) => page
            .Gauge("cluster_objects", 40, ("kind", "Pod"))
            // It runs for a scrape now and then, and crashes again.
            .Gauge("kube_pod_container_status_waiting_reason", After(at) > 0 && (int)at / Interval % 5 != 0 ? 1 : 0, ("reason", "CrashLoopBackOff"), ("pod", "cart-0")));

    [Fact]
    public void Image_CannotBePulled_IsATicketWithinSixMinutes() =>
        Judge(State, IncidentSeverity.Ticket, "app", "errors", within: 360, (page, at) => page
            .Gauge("cluster_objects", 40, ("kind", "Pod"))
            .Gauge("kube_pod_container_status_waiting_reason", After(at) > 0 ? 1 : 0, ("reason", (int)at / Interval % 2 == 0 ? "ImagePullBackOff" : "ErrImagePull"), ("pod", "cart-0")));

    [Fact]
    public void Autoscaler_AtItsMaximum_IsATicketWithinElevenMinutes() =>
        Judge(State, IncidentSeverity.Ticket, "app", "load", within: 660, (page, at) => page.Gauge("cluster_autoscalers_at_maximum", After(at) > 0 ? 1 : 0));

    [Fact]
    public void Rollout_Stalls_IsATicketWithinTwoMinutes() =>
        Judge(State, IncidentSeverity.Ticket, "app", "errors", within: 120, (page, at) => page
            .Gauge("cluster_objects", 40, ("kind", "Deployment"))
            .Gauge("kube_deployment_status_condition", After(at) > 0 ? 1 : 0, ("condition", "Progressing"), ("status", "false"), ("deployment", "cart")));

    [Fact]
    public void Volume_Fills_IsATicketThreeMinutesAfterNineTenths() =>
        Judge(Kubelet, IncidentSeverity.Ticket, "kubelet", "disk", within: 180, (page, at) => page
            .Gauge("kubelet_node_name", 1)
            .Gauge("kubelet_volume_stats_used_bytes", 1e9 * (0.4 + (After(at) > 0 ? 0.5 : 0)), ("namespace", "shop"), ("persistentvolumeclaim", "data"))
            .Gauge("kubelet_volume_stats_capacity_bytes", 1e9, ("namespace", "shop"), ("persistentvolumeclaim", "data"))
            // A large empty volume beside it hides nothing.
            .Gauge("kubelet_volume_stats_used_bytes", 1e9, ("namespace", "shop"), ("persistentvolumeclaim", "archive"))
            .Gauge("kubelet_volume_stats_capacity_bytes", 1e12, ("namespace", "shop"), ("persistentvolumeclaim", "archive")));

    [Fact]
    public void Node_UnderPressure_IsATicketWithinThreeMinutes() =>
        Judge(State, IncidentSeverity.Ticket, "node", "memory", within: 180, (page, at) => page
            .Gauge("kube_node_status_condition", After(at) > 0 ? 1 : 0, ("condition", "MemoryPressure"), ("status", "true"), ("node", "node-7")));

    [Fact]
    public void Node_NotReady_IsATicketWithinThreeMinutes() =>
        Judge(State, IncidentSeverity.Ticket, "kubelet", "down", within: 180, (page, at) => page
            .Gauge("kube_node_status_condition", After(at) > 0 ? 1 : 0, ("condition", "Ready"), ("status", "unknown"), ("node", "node-7")));

    [Fact]
    public void Calls_Unauthorised_AreATicketWithinThreeMinutes() =>
        Judge(ApiServer, IncidentSeverity.Ticket, "apiserver", "errors", within: 180, (page, at) => page
            .Gauge("apiserver_storage_objects", 10, ("resource", "pods"))
            .Counter("authentication_attempts", 50 * at, ("result", "success"))
            .Counter("authentication_attempts", Math.Floor(at / 200) + (10 * After(at)), ("result", "failure")));

    [Fact]
    public void Certificate_ExpiresWithinAWeek_IsATicketWithinTwoMinutes() =>
        Judge(ApiServer, IncidentSeverity.Ticket, "apiserver", "", within: 120, (page, at) => page
            .Gauge("apiserver_storage_objects", 10, ("resource", "pods"))
            .Gauge("scrape_certificate_expiry_seconds", (After(at) > 0 ? 6 : 60) * 86_400.0));

    [Fact]
    public void FileDescriptors_RunOut_AreATicketWithinTwoMinutes() =>
        Judge(ApiServer, IncidentSeverity.Ticket, "apiserver", "load", within: 120, (page, at) => page
            .Gauge("apiserver_storage_objects", 10, ("resource", "pods"))
            .Gauge("process_open_fds", After(at) > 0 ? 960 : 300)
            .Gauge("process_max_fds", 1024));

    [Fact]
    public void SocketBuffers_RunOut_AreATicketWithinThreeMinutes() =>
        Judge(Node, IncidentSeverity.Ticket, "node", "network", within: 180, (page, at) => page
            .Gauge("node_load1", 1)
            .Counter("node_netstat_Udp_RcvbufErrors", 5 * After(at)));

    [Fact]
    public void Leader_IsLost_IsAPageWithinTwoMinutes() =>
        Judge(new TargetId("c", "etcd", "etcd-0"), IncidentSeverity.Page, "etcd", "leader", within: 120, (page, at) =>
            page.Gauge("etcd_server_has_leader", After(at) > 0 ? 0 : 1));

    [Fact]
    public void Quorum_OneOfThreeMembersDown_IsATicketAndTwoAreAPage()
    {
        for (var at = 0; at < FailsAt + 600; at += Interval)
        {
            for (var member = 0; member < 3; member++)
            {
                var isDown = (member == 0 && at >= FailsAt) || (member == 1 && at >= FailsAt + 300);
                _cluster.Scrape(new TargetId("c", "etcd", $"etcd-{member}"), at + member, Interval, isDown ? null : page => page.Gauge("etcd_server_has_leader", 1));
            }

            _cluster.Scrape(ApiServer, at + 4, Interval, page => page.Gauge("apiserver_storage_objects", 10, ("resource", "pods")));
        }

        var ticket = _cluster.Updates.First();
        Assert.Equal((IncidentSeverity.Ticket, "etcd", "down"), (ticket.Severity, ticket.Root[0].Component, ticket.Root[0].Cause));
        Assert.InRange(SecondOf(ticket), FailsAt, FailsAt + 120);
        var page = Assert.Single(_cluster.Pages);
        Assert.Equal("etcd", page.Root[0].Component);
        Assert.InRange(SecondOf(page), FailsAt + 300, FailsAt + 420);
    }

    private static double After(double at) => Math.Max(0, at - FailsAt);

    private static double SecondOf(IncidentUpdate update) => (update.AtMs - ScenarioCluster.StartMs) / 1000.0;

    private void Judge(TargetId target, IncidentSeverity severity, string component, string cause, int within, Action<ScenarioPage, double> write)
    {
        for (var at = 0; at < FailsAt + within + (2 * Interval); at += Interval)
        {
            _cluster.Scrape(target, at, Interval, page => write(page, at));
            if (at < FailsAt) Assert.Empty(_cluster.Updates);
        }

        var told = _cluster.Updates.FirstOrDefault();
        Assert.True(told is not null, "Nothing was said.");
        Assert.Equal((severity, component, cause), (told.Severity, told.Root[0].Component, told.Root[0].Cause));
        Assert.InRange(SecondOf(told), FailsAt, FailsAt + within);
        if (severity != IncidentSeverity.Page) Assert.Empty(_cluster.Pages);
    }
}
