using Telemetry.Catalog;
using Telemetry.Collector.Doctor;
using Xunit;

namespace Telemetry.Collector.Tests.Doctor;

/// <summary>The rules one by one, on pages and a catalog of a few lines.</summary>
public sealed class ClusterDoctorTests
{
    private const string Entries = """
        signals:
          - {id: wait, title: wait, component: etcd, kind: latency, family: wait_seconds, unit: s, limit: 5, help: h, priority: 1, stock_rules: {WaitsLong: 60}}
          - {id: calls, title: calls, component: etcd, kind: ratio, family: calls_total, type: counter, bad: {code: ["5*"]}, unit: ratio, help: h}
          - {id: next, title: next, component: etcd, kind: rate, family: next_total, since: "3.6", aliases: [{family: former_total, until: "3.5"}], unit: 1/s, help: h}
          - {id: deep, title: deep, component: etcd, kind: rate, family: deep_total, presence: flag, needs: --deep, unit: 1/s, help: h}
          - {id: pairs, title: pairs, component: etcd, kind: rate, family: pairs_total, presence: setup, needs: a second one, unit: 1/s, help: h}
          - {id: losses, title: losses, component: etcd, kind: rate, family: losses_total, presence: on_event, unit: 1/s, help: h}
        """;

    private const string Version = "etcd_server_version{server_version=\"3.5.9\"} 1\n";

    [Fact]
    public void Page_WithEverything_HasOnlyWhatItsSetupExplains()
    {
        var findings = Examine(Version + Buckets(10) + "# TYPE calls_total counter\ncalls_total{code=\"200\"} 1\n# TYPE former_total counter\nformer_total 1\n").ToDictionary(finding => finding.Signal + finding.Code, StringComparer.Ordinal);

        Assert.Equal((FindingSeverity.Warning, MissingCause.Flag, "Start etcd with --deep."), (findings["deepMissing"].Severity, findings["deepMissing"].Cause, findings["deepMissing"].Cure));
        Assert.Equal((FindingSeverity.Info, MissingCause.Setup), (findings["pairsMissing"].Severity, findings["pairsMissing"].Cause));
        Assert.Equal((FindingSeverity.Info, MissingCause.Event), (findings["lossesMissing"].Severity, findings["lossesMissing"].Cause));
        Assert.Equal("former_total is next_total from 3.6 on.", findings["nextRenamed"].Text);
        Assert.Contains("WaitsLong (above 60 s) can never fire", findings["waitBucketsEnd"].Text, StringComparison.Ordinal);
        Assert.Equal(FindingSeverity.Warning, findings["waitBucketsEnd"].Severity);
        Assert.Equal(5, findings.Count);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(5, true)]
    [InlineData(1, true)]
    public void Buckets_EndingAtOrBelowTheLimit_AreAnError(double top, bool isError) =>
        Assert.Equal(isError, Examine(Version + Buckets(top)).Any(finding => finding is { Code: FindingCode.BucketsEnd, Severity: FindingSeverity.Error }));

    [Fact]
    public void Histogram_WithoutItsBuckets_IsAnError() =>
        Assert.Contains(Examine(Version + "# TYPE wait_seconds histogram\nwait_seconds_sum 1\nwait_seconds_count 1\n"), finding => finding is { Code: FindingCode.NoBuckets, Severity: FindingSeverity.Error });

    [Fact]
    public void Family_OfAnotherVersion_IsNotHeldAgainstThePage()
    {
        var finding = Examine("etcd_server_version{server_version=\"3.6.1\"} 1\nformer_total 1\n").Single(finding => finding is { Signal: "next", Code: FindingCode.Missing } or { Signal: "next", Code: FindingCode.Renamed });

        Assert.Equal((FindingCode.Renamed, FindingSeverity.Info), (finding.Code, finding.Severity));
        Assert.StartsWith("former_total is gone after 3.5", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Label_ThatASignalReads_IsMissedWhereNoSeriesHasIt() =>
        Assert.Contains(Examine(Version + "# TYPE calls_total counter\ncalls_total 1\n"), finding => finding is { Code: FindingCode.LabelMissing, Signal: "calls" });

    [Fact]
    public void Type_ThatLies_IsNamed() =>
        Assert.Contains(Examine(Version + "# TYPE calls_total gauge\ncalls_total{code=\"200\"} 1\n"), finding => finding is { Code: FindingCode.TypeLies, Signal: "calls" });

    [Fact]
    public void Page_OfNoKnownPart_IsNamed() =>
        Assert.Contains(Examine("some_total 1\n", "page.txt"), finding => finding is { Code: FindingCode.UnknownComponent, Cause: MissingCause.JobLabel });

    [Fact]
    public void File_ThatIsNoPage_IsAnError()
    {
        var finding = Assert.Single(Examine("<html><body>Sign in</body></html>\n"));

        Assert.Equal((FindingCode.Unreadable, FindingSeverity.Error), (finding.Code, finding.Severity));
    }

    [Fact]
    public void Cost_OfAPage_CountsADistributionAsOneSeries()
    {
        var cost = ReportOf(Version + Buckets(10) + "# TYPE other_total counter\nother_total 1\n", "etcd.txt").Targets.Single().Cost;

        Assert.Equal((6, 1, 3), (cost.Samples, cost.Distributions, cost.Series));
        Assert.Equal(4, cost.ForwardedSamples);
        Assert.True(cost.ForwardedBytes > 0);
    }

    private static string Buckets(double top) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"# TYPE wait_seconds histogram\nwait_seconds_bucket{{le=\"{top}\"}} 1\nwait_seconds_bucket{{le=\"+Inf\"}} 1\nwait_seconds_sum 1\nwait_seconds_count 1\n");

    private static IReadOnlyList<Finding> Examine(string page, string file = "etcd.txt") => ReportOf(page, file).Findings;

    private static DoctorReport ReportOf(string page, string file)
    {
        var folder = Directory.CreateTempSubdirectory("telemetry-doctor-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, file), page);
            return new ClusterDoctor(SignalCatalog.Parse(Entries, "test"), TimeProvider.System).ExamineFiles(Path.Combine(folder, file), component: null, CancellationToken.None);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
