using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Telemetry.Benchmarks.Input;
using Telemetry.Benchmarks.Report;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Testing;

namespace Telemetry.Benchmarks.Parsing;

/// <summary>Our text reader, on pages whose series it knows, beside Prometheus's expfmt on the same pages in the same run.</summary>
internal static class ParseComparison
{
    // The page that Prometheus's own parser benchmarks read.
    private static readonly string[] BenchmarkPage = ["fixtures", "prometheus", "prometheus-alltypes.237mfs.prom.txt.gz"];

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(Table table)
    {
        var folder = Directory.CreateTempSubdirectory("telemetry-bench-").FullName;
        try
        {
            var files = await WritePagesAsync(folder);
            var ours = files.Select(file => MeasureOurs(File.ReadAllBytes(file))).ToList();
            table.Heading("Text pages, known series, one core", "page", "ours", "allocated / sample", "expfmt", "allocated / sample", "ratio");
            if (ExpfmtPeer.Missing is { } missing) table.Note($"expfmt is left out: {missing}.");
            var theirs = ExpfmtPeer.Missing is null ? await ExpfmtPeer.MeasureAsync(files) : [];
            for (var i = 0; i < files.Count; i++) Print(table, files[i], ours[i], theirs.ElementAtOrDefault(i));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<string>> WritePagesAsync(string folder)
    {
        var page = (await RecordedPages.LoadAsync(pagesPerJob: 1))["apiserver"][0];
        var apiServer = Path.Combine(folder, "apiserver");
        await File.WriteAllBytesAsync(apiServer, page);
        List<string> files = [apiServer];
        if (Corpus.Root is not null)
        {
            var unpacked = Path.Combine(folder, "237 families");
            await using var packed = new GZipStream(File.OpenRead(Corpus.PathOf(BenchmarkPage)), CompressionMode.Decompress);
            await using var file = File.Create(unpacked);
            await packed.CopyToAsync(file);
            files.Add(unpacked);
        }

        return files;
    }

    private static ParseSpeed MeasureOurs(byte[] page)
    {
        var table = new SeriesTable(_ => new FamilyRule(IsWanted: true));
        var samples = table.Read(page, ExpositionFormat.Text).Samples;
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < Measured / 3;) table.Read(page, ExpositionFormat.Text);
        var (runs, allocated) = (0L, GC.GetAllocatedBytesForCurrentThread());
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < Measured; runs++) table.Read(page, ExpositionFormat.Text);
        var seconds = watch.Elapsed.TotalSeconds;
        return new ParseSpeed(runs * page.Length / seconds, (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / (runs * samples));
    }

    private static void Print(Table table, string file, ParseSpeed ours, ParseSpeed? theirs) => table.Row(
        Path.GetFileName(file),
        string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(file).Length / 1e3:0} KB"),
        Figures.MegabytesPerSecond(ours.BytesPerSecond),
        string.Create(CultureInfo.InvariantCulture, $"{ours.AllocatedPerSample:0.###} B"),
        theirs is null ? "-" : Figures.MegabytesPerSecond(theirs.BytesPerSecond),
        theirs is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{theirs.AllocatedPerSample:0} B"),
        Figures.Ratio(theirs is null ? double.NaN : ours.BytesPerSecond / theirs.BytesPerSecond));
}
