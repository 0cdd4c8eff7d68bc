using System.IO.Compression;

namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>Lines of a text file, gzipped or not.</summary>
internal static class CsvLines
{
    /// <summary>Reads them one after the other, empty ones left out.</summary>
    public static IEnumerable<string> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var text = new StreamReader(content);
        while (text.ReadLine() is { } line)
            if (line.Length > 0) yield return line;
    }
}
