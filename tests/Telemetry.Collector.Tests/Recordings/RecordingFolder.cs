using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Telemetry.Collector.Tests.Recordings;

/// <summary>A recording made by hand in a folder of its own.</summary>
internal sealed class RecordingFolder : IDisposable
{
    private readonly List<object> _targets = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("recording-").FullName;

    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    public RecordingFolder Add(
        string job, string instance, IEnumerable<(long StartMs, string Body)> frames,
        bool judgeOnly = false, string? contentType = null, string? file = null)
    {
        file ??= $"{job}-{instance}.pages.br";
        var raw = new MemoryStream();
        foreach (var (start, body) in frames)
        {
            raw.Write(Encoding.UTF8.GetBytes($"@ {start} 7 200 {Encoding.UTF8.GetByteCount(body)}\n{body}"));
        }
        File.WriteAllBytes(PathOf(file), Compress(raw.ToArray()));
        _targets.Add(new { file, job, instance, judge_only = judgeOnly, content_type = contentType });
        return this;
    }

    public RecordingFolder WriteManifest(int format = 1)
    {
        var manifest = new { name = "by hand", format, start_ms = 0, seconds = 10, interval_s = 5, targets = _targets };
        File.WriteAllText(PathOf("manifest.json"), JsonSerializer.Serialize(manifest));
        return this;
    }

    public static byte[] Compress(byte[] raw)
    {
        var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(raw);
        return compressed.ToArray();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
