using Telemetry.Collector.Recordings;
using Telemetry.Testing;

namespace Telemetry.Benchmarks.Input;

/// <summary>Pages of the demo recording: what benchmarks read and what their servers serve.</summary>
internal static class RecordedPages
{
    /// <summary>Folder of the demo recording.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "corpus", "demo");

    /// <summary>The first pages of each job that answered with one.</summary>
    public static async Task<Dictionary<string, List<byte[]>>> LoadAsync(int pagesPerJob)
    {
        var recording = RecordingReader.Open(Folder);
        var pages = recording.Targets.ToDictionary(target => target.Job, _ => new List<byte[]>());
        await foreach (var page in recording.ReadPagesAsync(CancellationToken.None))
        {
            var kept = pages[page.Target.Job];
            if (page.Status == 200 && kept.Count < pagesPerJob) kept.Add(page.Body.ToArray());
            if (pages.Values.All(list => list.Count == pagesPerJob)) break;
        }

        return pages;
    }
}
