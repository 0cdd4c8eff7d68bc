using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Printing;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition;

/// <summary>Every captured page of the corpus is read, at first sight and as a known one.</summary>
public sealed class PageCorpusTests
{
    /// <summary>Folders of captured pages.</summary>
    private static readonly string[] Captures =
    [
        "coredns", "etcd", "kube-apiserver", "kube-controller-manager", "kube-dns", "kube-proxy", "kube-scheduler", "kube-state-metrics",
        "kubelet-cadvisor", "kubelet-metrics", "kubelet-probes", "kubelet-resource", "kubernetes-1.37", "metrics-server", "node-exporter",
        "openmetrics", "prometheus",
    ];

    /// <summary>Folders of expected outputs cut out of unit tests: some are templates.</summary>
    private static readonly string[] Goldens = ["apiserver-golden", "component-base-golden", "kubelet-golden", "scheduler-golden"];

    /// <summary>Not pages of the two formats: JSON, protobuf in text form, a format of the future.</summary>
    private static readonly string[] OtherFormats =
        ["common-expfmt-json2", "common-expfmt-json2_bad", "client_java-debug-protobuf.txt", "prometheus-hist-native_histogram.om2.txt"];

    [CorpusFact]
    public void CapturedPages_HaveNoBadLines()
    {
        var pages = PagesOf(Captures);
        Assert.True(pages.Count > 100, $"only {pages.Count} pages found");
        foreach (var path in pages)
        {
            var page = PageFile.Read(path);
            var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
            var first = table.Read(page, ContentTypes.Guess(page));
            Assert.True(first.Samples > 0, path);
            Assert.True(first.BadLines == 0, $"{path}: {string.Join("; ", first.Examples)}");

            var second = table.Read(page, ContentTypes.Guess(page));
            Assert.True(second.Samples == first.Samples && second.Vanished == 0, path);
        }
    }

    [CorpusFact]
    public void GoldenOutputs_HaveBadLinesOnlyWhereTheyAreTemplates()
    {
        var samples = 0;
        foreach (var path in PagesOf(Goldens))
        {
            var reading = new SeriesTable(static _ => new FamilyRule(IsWanted: true)).Read(PageFile.Read(path), ExpositionFormat.Text);
            samples += reading.Samples;
            Assert.All(reading.Examples, example => Assert.True(
                example.Text.Contains('%', StringComparison.Ordinal) || example.Text.EndsWith("=\"", StringComparison.Ordinal),
                $"{path}: {example}"));
        }

        Assert.True(samples > 900, $"only {samples} samples");
    }

    [CorpusFact]
    public void CapturedPages_WithRandomBytes_NeverFailAndLoseOnlyTheirLines()
    {
        var random = new Random(99);
        foreach (var path in PagesOf(["etcd", "coredns", "openmetrics"]))
        {
            var page = PageFile.Read(path);
            var format = ContentTypes.Guess(page);
            var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
            var whole = table.Read(page, format).Samples;
            var spoilt = (byte[])page.Clone();
            const int Faults = 20;
            for (var i = 0; i < Faults; i++)
            {
                spoilt[random.Next(spoilt.Length)] = (byte)random.Next(1, 256);
            }

            var reading = table.Read(spoilt, format);
            Assert.InRange(reading.Samples, whole - (2 * Faults), whole + Faults);
        }
    }

    private static List<string> PagesOf(string[] folders) =>
    [
        .. folders.SelectMany(static folder => Directory.EnumerateFiles(Corpus.PathOf("fixtures", folder)))
            .Where(static path => Path.GetExtension(path) is not (".md" or ".pb") && !OtherFormats.Contains(Path.GetFileName(path)))
            .Order(StringComparer.Ordinal),
    ];
}
