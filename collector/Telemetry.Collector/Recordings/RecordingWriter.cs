using System.Collections.Concurrent;
using System.Text.Json;
using Telemetry.Collector.Scraping;
using Telemetry.Contracts;
using Telemetry.Kubernetes.Watching;

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
    private readonly ConcurrentDictionary<TargetId, PageFileWriter> _files = new();
    private readonly ConcurrentDictionary<string, ObjectFileWriter> _objects = new(StringComparer.Ordinal);
    private readonly Lock _manifestLock = new();
    private long _manifestWritten;

    private RecordingWriter(string folder, CollectorOptions options, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        _manifest = new RecordingManifest
        {
            Name = options.Cluster,
            StartMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
            IntervalS = options.ScrapeConfigs.Count == 0 ? 0 : options.ScrapeConfigs.Min(config => config.ScrapeInterval).TotalSeconds,
        };
        WriteManifest();
    }

    /// <summary>Begins a recording in a folder that holds none.</summary>
    /// <exception cref="RecordingException">The folder cannot be written, or holds a recording already.</exception>
    public static RecordingWriter Create(string folder, CollectorOptions options, TimeProvider time)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return File.Exists(Path.Combine(folder, RecordingManifest.FileName))
                ? throw new RecordingException($"{folder} holds a recording already; name another folder.")
                : new RecordingWriter(folder, options, time);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{folder} cannot be written: {denied.Message}", denied);
        }
    }

    /// <inheritdoc/>
    public ValueTask<PageVerdict> AcceptAsync(ScrapeTarget target, ScrapedPage page, CancellationToken cancellationToken)
    {
        try
        {
            var isNew = !_files.ContainsKey(target.Id);
            FileOf(target).Write(page);
            lock (_manifestLock)
            {
                if (isNew || _time.GetElapsedTime(_manifestWritten) >= ManifestEvery) WriteManifest();
            }
        }
        catch (IOException full)
        {
            throw new RecordingException($"{_folder} cannot be written: {full.Message} What was written before is kept.", full);
        }
        return ValueTask.FromResult(new PageVerdict(page.Failure, Samples: 0, Detail: ""));
    }

    /// <summary>Writes what the cluster's API told of a resource. Called for many resources at once, for one never concurrently.</summary>
    public void Write(string resource, in ResourceEvent told)
    {
        try
        {
            var isNew = !_objects.TryGetValue(resource, out var file);
            file ??= _objects[resource] = new ObjectFileWriter(_folder, resource);
            file.Write(told);
            if (!isNew) return;
            lock (_manifestLock) WriteManifest();
        }
        catch (IOException full)
        {
            throw new RecordingException($"{_folder} cannot be written: {full.Message} What was written before is kept.", full);
        }
    }

    /// <summary>A recording keeps its targets: one that ends has no more pages.</summary>
    public ValueTask EndAsync(ScrapeTarget target, TargetEnd end, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Ends every stream and writes the last manifest.</summary>
    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
        foreach (var file in _objects.Values) file.Dispose();
        lock (_manifestLock) WriteManifest();
    }

    // The pool scrapes an identity once at a time, so two threads never add the same file.
    private PageFileWriter FileOf(ScrapeTarget target) =>
        _files.TryGetValue(target.Id, out var file) ? file : _files.GetOrAdd(target.Id, new PageFileWriter(_folder, Entry(target)));

    private void WriteManifest()
    {
        _manifestWritten = _time.GetTimestamp();
        _manifest.Seconds = (_time.GetUtcNow().ToUnixTimeMilliseconds() - _manifest.StartMs) / 1000.0;
        _manifest.Targets = [.. _files.Values.Select(file => file.Target).OrderBy(target => target.File, StringComparer.Ordinal)];
        _manifest.Objects = _objects.IsEmpty ? null : [.. _objects.Values.Select(file => file.Resource).OrderBy(resource => resource.Resource, StringComparer.Ordinal)];
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
