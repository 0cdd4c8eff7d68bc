using System.Text.Json;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Recordings;

/// <summary>
/// Writes a recording (<c>docs/formats/recordings.md</c>) while it is made. What was flushed survives a kill: each frame as soon as it
/// is written, the manifest every ten seconds.
/// </summary>
internal sealed class RecordingWriter : IPageSink, IDisposable
{
    private static readonly TimeSpan ManifestEvery = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly RecordingManifest _manifest;
    private readonly Dictionary<ScrapeTarget, PageFileWriter> _files = [];
    private readonly Lock _manifestLock = new();
    private long _manifestWritten;

    private RecordingWriter(string folder, string name, IReadOnlyList<ScrapeTarget> targets, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        _manifest = new RecordingManifest
        {
            Name = name,
            StartMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
            IntervalS = targets.Count == 0 ? 0 : targets.Min(target => target.Interval).TotalSeconds,
        };
        foreach (var target in targets) _files.Add(target, new PageFileWriter(folder, Entry(target)));
        WriteManifest();
    }

    /// <summary>Begins a recording in a folder that holds none.</summary>
    /// <exception cref="RecordingException">The folder cannot be written, or holds a recording already.</exception>
    public static RecordingWriter Create(string folder, string name, IReadOnlyList<ScrapeTarget> targets, TimeProvider time)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return File.Exists(Path.Combine(folder, RecordingManifest.FileName))
                ? throw new RecordingException($"{folder} holds a recording already; name another folder.")
                : new RecordingWriter(folder, name, targets, time);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{folder} cannot be written: {denied.Message}", denied);
        }
    }

    /// <inheritdoc/>
    public ValueTask AcceptAsync(ScrapeTarget target, ScrapedPage page, CancellationToken cancellationToken)
    {
        try
        {
            _files[target].Write(page);
            lock (_manifestLock)
            {
                if (_time.GetElapsedTime(_manifestWritten) >= ManifestEvery) WriteManifest();
            }
        }
        catch (IOException full)
        {
            throw new RecordingException($"{_folder} cannot be written: {full.Message} What was written before is kept.", full);
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends every stream and writes the last manifest.</summary>
    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
        lock (_manifestLock) WriteManifest();
    }

    private void WriteManifest()
    {
        _manifestWritten = _time.GetTimestamp();
        _manifest.Seconds = (_time.GetUtcNow().ToUnixTimeMilliseconds() - _manifest.StartMs) / 1000.0;
        _manifest.Targets = [.. _files.Values.Select(file => file.Target)];
        var path = Path.Combine(_folder, RecordingManifest.FileName);
        using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, _manifest, ManifestJson.Default.RecordingManifest);
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
    }

    private static RecordedTarget Entry(ScrapeTarget target) => new()
    {
        File = FileName(target) + ".pages.br",
        Job = target.Id.Job,
        Instance = target.Id.Instance,
        Component = target.Component,
        Scheme = target.Url.Scheme,
        Path = target.Url.PathAndQuery,
    };

    /// <summary>Readable, and different for every identity.</summary>
    private static string FileName(ScrapeTarget target)
    {
        var readable = string.Concat($"{target.Id.Job}-{target.Id.Instance}".Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-'));
        var hash = System.Security.Cryptography.SHA256.HashData(target.Id.ToKey());
        return $"{readable[..Math.Min(readable.Length, 60)]}-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}";
    }
}
