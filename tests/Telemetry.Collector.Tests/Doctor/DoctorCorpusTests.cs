using Telemetry.Catalog;
using Telemetry.Collector.Doctor;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Doctor;

/// <summary>What the doctor has to see on captured pages.</summary>
public sealed class DoctorCorpusTests
{
    [CorpusFact]
    public void Etcd_WithoutExtensiveMetrics_NamesTheFlag()
    {
        var finding = Assert.Single(Examine("etcd").Findings, finding => finding.Family == "grpc_server_handling_seconds");

        Assert.Equal((FindingCode.Missing, MissingCause.Flag, FindingSeverity.Warning), (finding.Code, finding.Cause, finding.Severity));
        Assert.Equal("Start etcd with --metrics=extensive.", finding.Cure);
        Assert.Contains("etcdGRPCRequestsSlow", finding.Text, StringComparison.Ordinal);
        Assert.Equal(10, finding.Targets.Count);
    }

    [CorpusFact]
    public void Etcd_OfASingleMember_NamesThePeerSeriesThatAreAbsent()
    {
        var peers = Examine("etcd").Findings.Where(finding => finding is { Code: FindingCode.Missing, Cause: MissingCause.Setup } && finding.Family.Contains("_peer_", StringComparison.Ordinal)).ToList();

        Assert.Contains("etcd_network_peer_round_trip_time_seconds", peers.Select(finding => finding.Family));
        Assert.Contains("etcd_network_peer_sent_failures_total", peers.Select(finding => finding.Family));
        Assert.All(peers, finding => Assert.Contains("a second member", finding.Text, StringComparison.Ordinal));
    }

    [CorpusFact]
    public void CoreDns_OnBothSidesOfItsRename_NamesIt()
    {
        var renames = Examine("coredns").Findings.Where(finding => finding is { Code: FindingCode.Renamed, Signal: "coredns_forward" }).ToList();

        var before = Assert.Single(renames, finding => finding.Targets.Contains("coredns/excerpt-1.9.3.txt"));
        Assert.Equal("coredns_forward_request_duration_seconds is coredns_proxy_request_duration_seconds from 1.11 on.", before.Text);
        var after = Assert.Single(renames, finding => finding.Targets.Contains("coredns/excerpt-1.13.1.txt"));
        Assert.Contains("coredns_forward_request_duration_seconds is gone after 1.10; it is coredns_proxy_request_duration_seconds now.", after.Text, StringComparison.Ordinal);
        Assert.Contains("CoreDNSForwardLatencyHigh", after.Text, StringComparison.Ordinal);
    }

    [CorpusTheory]
    [InlineData("kubelet-metrics", "kubelet-metrics/datadog-k8s1_14.txt.gz")]
    [InlineData("kubernetes-1.37", "kubernetes-1.37/kubelet.txt")]
    public void Kubelet_BucketsOfPlegAndPodWorker_EndAtTenSeconds(string folder, string target)
    {
        var ends = Examine(folder).Findings.Where(finding => finding.Code == FindingCode.BucketsEnd && finding.Targets.Contains(target)).ToDictionary(finding => finding.Family, StringComparer.Ordinal);

        Assert.Contains("end at 10 s", ends["kubelet_pleg_relist_duration_seconds"].Text, StringComparison.Ordinal);
        Assert.Contains("KubeletPlegDurationHigh", ends["kubelet_pleg_relist_duration_seconds"].Text, StringComparison.Ordinal);
        Assert.Contains("end at 10 s", ends["kubelet_pod_worker_duration_seconds"].Text, StringComparison.Ordinal);
        Assert.Contains("KubeletPodStartUpLatencyHigh (above 60 s) can never fire", ends["kubelet_pod_worker_duration_seconds"].Text, StringComparison.Ordinal);
    }

    [CorpusFact]
    public void NativeHistograms_OfProtobufPages_HaveBucketsWithoutAnEnd()
    {
        var findings = Examine("kubernetes-1.37").Findings;

        Assert.DoesNotContain(findings, finding => finding.Code == FindingCode.NoBuckets);
        Assert.DoesNotContain(findings, finding => finding.Code == FindingCode.BucketsEnd && finding.Targets.Contains("kubernetes-1.37/kubelet.pb"));
    }

    [CorpusFact]
    public void ApiServer_RenamesOfPriorityAndFairness_AreNamedWhereTheyHappen()
    {
        var renames = Examine("kube-apiserver").Findings.Where(finding => finding.Code == FindingCode.Renamed).ToList();

        var limit = Assert.Single(renames, finding => finding.Text.StartsWith("apiserver_flowcontrol_request_concurrency_limit is gone after 1.30; it is apiserver_flowcontrol_nominal_limit_seats now", StringComparison.Ordinal));
        Assert.Contains("kube-apiserver/nri-k8s1_31.txt.gz", limit.Targets);
        Assert.DoesNotContain("kube-apiserver/nri-k8s1_30.txt.gz", limit.Targets);
        var inUse = Assert.Single(renames, finding => finding.Text.StartsWith("apiserver_flowcontrol_request_concurrency_in_use is gone after 1.31; it is apiserver_flowcontrol_current_executing_seats now", StringComparison.Ordinal));
        Assert.DoesNotContain("kube-apiserver/nri-k8s1_31.txt.gz", inUse.Targets);
        Assert.Contains("kube-apiserver/nri-k8s1_32.txt.gz", inUse.Targets);
    }

    [CorpusTheory]
    [InlineData("etcd")]
    [InlineData("kube-apiserver")]
    [InlineData("kube-scheduler")]
    [InlineData("kube-controller-manager")]
    [InlineData("kubelet-cadvisor")]
    [InlineData("kubernetes-1.37")]
    public void WholePages_OfVersionsInTheCatalog_LackNothingForNoReason(string folder)
    {
        var unexplained = Examine(folder).Findings.Where(finding => finding.Cause is MissingCause.Unknown or MissingCause.AllowList);

        Assert.Empty(unexplained.SelectMany(finding => finding.Targets.Where(target => target.Contains("nri-k8s", StringComparison.Ordinal) || target.StartsWith("kubernetes-", StringComparison.Ordinal))
            .Select(target => $"{target}: {finding.Text}")));
    }

    [CorpusFact]
    public async Task Recording_AsAWhole_KnowsPartsPagesAndVersions()
    {
        var report = await new ClusterDoctor(SignalCatalog.BuiltIn, TimeProvider.System).ExamineRecordingAsync(Corpus.PathOf("recordings", "A"), CancellationToken.None);

        var probes = report.Targets.Single(target => target.Page == "probes");
        Assert.Equal(("kubelet", "1.34"), (probes.Component, probes.Version?.ToString()));
        Assert.Equal("1.12.1", report.Targets.Single(target => target.Component == "coredns").Version?.ToString());
        Assert.All(report.Targets, target => Assert.True(target.Cost is { Bytes: > 0, Samples: > 0, Series: > 0, ForwardedSamples: > 0, ForwardedBytes: > 0 }, target.Name));
        Assert.DoesNotContain(report.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Contains(report.Findings, finding => finding is { Code: FindingCode.JobLabel, Component: "coredns" });
    }

    private static DoctorReport Examine(string folder) =>
        new ClusterDoctor(SignalCatalog.BuiltIn, TimeProvider.System).ExamineFiles(Corpus.PathOf("fixtures", folder), component: null, CancellationToken.None);
}
