using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Telemetry.Catalog;
using Telemetry.Collector.ClusterState;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.ClusterState;

/// <summary>
/// Pages of kube-state-metrics against what we tell from the documents that the kubelet gave in the same capture. The page is read as the
/// pipeline reads it: by the families of the catalog.
/// </summary>
public sealed class PodAgreementTests
{
    private const string Crashing = "scraper/e2e-container-creating/alpine";

    /// <summary>Captures of which both exist.</summary>
    public static TheoryData<int> Minors => [16, 20, 22, 26, 28, 29, 30, 31, 32, 33, 34, 35];

    [CorpusTheory]
    [MemberData(nameof(Minors))]
    public void Pods_OfACapture_AreOnBothSidesButTheOneThatNoKubeletHas(int minor)
    {
        using var script = Kubelet(minor);
        var page = KubeStateMetrics(minor);

        var ours = script.View.Pods.Objects.Select(pair => Name(pair.Key)).ToHashSet();
        var theirs = page.Where(series => series.Family == "kube_pod_status_phase").Select(series => $"{series["namespace"]}/{series["pod"]}").ToHashSet();

        Assert.InRange(ours.Count, 16, 40);
        Assert.Empty(ours.Except(theirs));
        // It is pending because no node fits: no kubelet knows of it.
        Assert.Equal([minor == 16 ? "scraper/e2e-pending" : "scraper/e2e-container-pending"], theirs.Except(ours));
    }

    [CorpusTheory]
    [MemberData(nameof(Minors))]
    public void Pods_OnBothSides_AgreeOnPhaseReadinessAndRestarts(int minor)
    {
        using var script = Kubelet(minor);
        var page = KubeStateMetrics(minor);
        var ours = script.View.Pods.Objects.ToDictionary(pair => Name(pair.Key), pair => pair.Value);

        foreach (var series in page.Where(series => series.Value == 1 && ours.ContainsKey($"{series["namespace"]}/{series["pod"]}")))
        {
            var pod = ours[$"{series["namespace"]}/{series["pod"]}"];
            if (series.Family == "kube_pod_status_phase") Assert.Equal(series["phase"], pod.Phase);
            else if (series.Family == "kube_pod_status_ready") Assert.Equal(series["condition"], pod.Ready);
        }

        foreach (var series in page.Where(series => series.Family == "kube_pod_container_status_restarts_total"))
            Assert.Equal(series.Value, ours[$"{series["namespace"]}/{series["pod"]}"].Containers.Single(container => container.Name == series["container"]).Restarts);
    }

    [CorpusTheory]
    [MemberData(nameof(Minors))]
    public void Containers_ThatWait_AgreeOnTheReason(int minor)
    {
        using var script = Kubelet(minor);
        var theirs = KubeStateMetrics(minor).Where(series => series is { Family: "kube_pod_container_status_waiting_reason", Value: 1 })
            .Select(series => $"{series["namespace"]}/{series["pod"]}/{series["container"]} {series["reason"]}").Order(StringComparer.Ordinal).ToList();
        var ours = script.View.Pods.Objects.SelectMany(pair => pair.Value.Containers.Where(container => container.Waiting.Length > 0)
            .Select(container => $"{Name(pair.Key)}/{container.Name} {container.Waiting}")).Order(StringComparer.Ordinal).ToList();

        // In 1.32 the two were asked at different moments: for the kubelet the container has just ended and does not wait yet.
        if (minor == 32) Assert.Equal([$"{Crashing} CrashLoopBackOff"], theirs.Except(ours));
        else Assert.Equal(theirs, ours);
        Assert.Empty(ours.Except(theirs));
    }

    [CorpusTheory]
    [MemberData(nameof(Minors))]
    public void Page_OfKubeStateMetrics_IsKnownForWhatItIs(int minor)
    {
        var families = KubeStateMetrics(minor).Select(series => series.Family).Distinct();

        Assert.Contains("cluster-state", families.Select(SignalCatalog.BuiltIn.Topology.ComponentOfFamily));
        Assert.All(families, family => Assert.True(SignalCatalog.BuiltIn.IsForwarded(Encoding.UTF8.GetBytes(family))));
    }

    private static string Name(ObjectKey key) => $"{key.Namespace}/{key.Name}";

    private static ClusterScript Kubelet(int minor)
    {
        var list = JsonElement.Parse(Encoding.UTF8.GetBytes(Read("kubelet-json", $"nri-k8s1_{minor}-pods.json")));
        return new ClusterScript().List("pods", [.. list.GetProperty("items").EnumerateArray().Select(pod => pod.GetRawText())]);
    }

    private static List<Sample> KubeStateMetrics(int minor)
    {
        var table = new SeriesTable(static family => new FamilyRule(SignalCatalog.BuiltIn.IsForwarded(Encoding.UTF8.GetBytes(family))));
        table.Read(Encoding.UTF8.GetBytes(Read("kube-state-metrics", $"nri-k8s1_{minor}.txt")), ExpositionFormat.Text);
        return [.. table.Families.Where(family => family.IsWanted).SelectMany(family => family.Metrics)
            .SelectMany(metric => metric.Series.Select(series => new Sample(metric.Family.Name, metric.Labels, series.Value)))];
    }

    private static string Read(string folder, string file)
    {
        var path = Corpus.PathOf("fixtures", folder, file);
        if (File.Exists(path)) return File.ReadAllText(path);
        using var unzipped = new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        return reader.ReadToEnd();
    }

    private sealed record Sample(string Family, LabelSet Labels, double Value)
    {
        public string this[string label]
        {
            get
            {
                foreach (var (name, value) in Labels.Labels)
                    if (name == label) return value;
                return "";
            }
        }
    }
}
