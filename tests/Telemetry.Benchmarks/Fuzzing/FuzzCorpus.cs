using Telemetry.Collector.Exposition;

namespace Telemetry.Benchmarks.Fuzzing;

/// <summary>Captured pages as further seeds, where the outside material is there (<c>TELEMETRY_CORPUS</c>).</summary>
internal static class FuzzCorpus
{
    private const long MaxPageBytes = 1024 * 1024;

    private static readonly string[] Folders = ["kubernetes-1.37", "coredns", "openmetrics", "protobuf", "parser-conformance/prometheus-protobuf"];

    public static IReadOnlyList<(ExpositionFormat Format, byte[] Page)> Load()
    {
        if (Environment.GetEnvironmentVariable("TELEMETRY_CORPUS") is not { Length: > 0 } corpus) return [];
        return
        [
            .. Folders.Select(folder => Path.Combine(corpus, "fixtures", folder)).Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
                .Where(file => new FileInfo(file).Length <= MaxPageBytes)
                .Select(File.ReadAllBytes)
                .Select(page => (ContentTypes.Guess(page), page)),
        ];
    }
}
