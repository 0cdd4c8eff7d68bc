using Telemetry.Catalog;
using Telemetry.Collector.Doctor;
using Telemetry.Testing;

namespace Telemetry.Collector.Tests.Catalogs;

/// <summary>Captured pages of real components and the last pages of a recorded cluster, examined once for all tests.</summary>
internal static class CapturedPages
{
    // The newest page comes from a version behind the catalog's range; what it has, the range's last version may have.
    private static readonly string[] Folders =
    [
        "coredns", "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-state-metrics", "kubelet-cadvisor", "kubelet-metrics",
        "kubelet-probes", "kubelet-resource", "kubernetes-1.37", "node-exporter",
    ];

    private static readonly Lazy<IReadOnlyList<ExaminedTarget>> Read = new(ReadAll);
    private static readonly Lazy<IReadOnlyList<ExaminedTarget>> Recorded = new(ReadRecording);

    /// <summary>Pages whose part is known.</summary>
    public static IReadOnlyList<ExaminedTarget> All => Read.Value;

    /// <summary>The last page of each target of recording A.</summary>
    public static IReadOnlyList<ExaminedTarget> OfRecording => Recorded.Value;

    private static IReadOnlyList<ExaminedTarget> ReadAll()
    {
        var doctor = new ClusterDoctor(SignalCatalog.BuiltIn, TimeProvider.System);
        return
        [
            .. Folders.SelectMany(folder => doctor.ExamineFiles(Corpus.PathOf("fixtures", folder), component: null, CancellationToken.None).Targets)
                .Where(target => target.IsReadable && !target.Name.Contains("golden", StringComparison.Ordinal)),
        ];
    }

    private static IReadOnlyList<ExaminedTarget> ReadRecording() =>
        new ClusterDoctor(SignalCatalog.BuiltIn, TimeProvider.System).ExamineRecordingAsync(Corpus.PathOf("recordings", "A"), CancellationToken.None)
            .GetAwaiter().GetResult().Targets;
}
