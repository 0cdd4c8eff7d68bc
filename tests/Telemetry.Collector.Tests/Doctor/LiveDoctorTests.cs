using Microsoft.Extensions.DependencyInjection;
using Telemetry.Catalog;
using Telemetry.Collector.Doctor;
using Telemetry.Collector.Scraping;
using Telemetry.Testing;
using Telemetry.Testing.Etcd;
using Xunit;

namespace Telemetry.Collector.Tests.Doctor;

public sealed class LiveDoctorTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(45);

    /// <summary>Entries that no capture has, because captures are of single members without the flag.</summary>
    private static readonly string[] OfMembers = ["etcd_peer_rtt", "etcd_peer_sent_bytes", "etcd_active_peers", "etcd_peer_sent_failures", "etcd_grpc"];

    [ServerFact("etcd")]
    public async Task Etcd_OfTwoMembersWithExtensiveMetrics_LacksNoneOfTheirSignals()
    {
        await using var members = EtcdMembers.Start();
        await Eventually.TrueAsync(async () => !(await MissingAsync(members)).Contains("etcd_peer_rtt"), Deadline, members.Tail);
        await members.StopSecondAsync();

        await Eventually.TrueAsync(async () => !(await MissingAsync(members)).Overlaps(OfMembers), Deadline, members.Tail);

        Assert.Equal(OfMembers.Order(), SignalCatalog.BuiltIn.Signals.Where(signal => signal.Proof == Proof.Server).Select(signal => signal.Id).Order());
    }

    [Fact]
    public async Task Target_ThatRefuses_IsAnErrorWithItsCure()
    {
        var report = await ExamineAsync("127.0.0.1:1");

        var finding = report.Findings[0];
        Assert.Equal((FindingSeverity.Error, FindingCode.Unreadable), (finding.Severity, finding.Code));
        Assert.StartsWith("No page: refused", finding.Text, StringComparison.Ordinal);
        Assert.Contains(report.Findings, other => other is { Code: FindingCode.NoTarget, Component: "apiserver" });
    }

    private static async Task<HashSet<string>> MissingAsync(EtcdMembers members)
    {
        var report = await ExamineAsync(members.Address);
        return report.Targets[0].Problem is null
            ? report.Findings.Where(finding => finding.Code == FindingCode.Missing).Select(finding => finding.Signal).ToHashSet(StringComparer.Ordinal)
            : [.. OfMembers];
    }

    private static Task<DoctorReport> ExamineAsync(string address) =>
        new ClusterDoctor(SignalCatalog.BuiltIn, TimeProvider.System).ExamineTargetsAsync(
            new CollectorOptions { Cluster = "c", ScrapeConfigs = [new ScrapeConfigOptions { JobName = "etcd", Targets = [address] }] },
            new ServiceCollection(), CancellationToken.None);
}
