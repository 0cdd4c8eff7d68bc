namespace Telemetry.Testing;

/// <summary>Outside test material: captured pages, conformance cases, long recordings. Not part of the repository.</summary>
public static class Corpus
{
    /// <summary>
    /// Folder named by <c>TELEMETRY_CORPUS</c>; without it <c>../shared</c> beside the repository, where that exists; else null.
    /// </summary>
    public static string? Root { get; } = Find();

    /// <summary>Full path of a file or folder of the corpus; only to be called from a test marked <see cref="CorpusFactAttribute"/>.</summary>
    public static string PathOf(params string[] parts) =>
        Path.Combine([Root ?? throw new InvalidOperationException("The corpus is absent; mark the test [CorpusFact]."), .. parts]);

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("TELEMETRY_CORPUS");
        var folder = string.IsNullOrEmpty(named) ? Path.Combine(Repository.Root, "..", "shared") : named;
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }
}
