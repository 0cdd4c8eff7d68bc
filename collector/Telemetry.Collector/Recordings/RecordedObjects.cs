using System.Text.Json;
using Telemetry.Collector.ClusterState;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Recordings;

/// <summary>
/// Reads a recording's lists and watches in the order of their receipt, ties by the resource's name: the same events in the same order
/// in every replay. One document is in memory at a time.
/// </summary>
internal sealed class RecordedObjects : IDisposable
{
    private readonly PriorityQueue<(ObjectFile File, ResourceQuery Query), (long ReceivedMs, string Resource)> _next =
        new(Comparer<(long, string)>.Create(static (a, b) => a.Item1 != b.Item1 ? a.Item1.CompareTo(b.Item1) : string.CompareOrdinal(a.Item2, b.Item2)));

    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private readonly List<string> _notices = [];

    /// <param name="folder">The recording.</param>
    /// <param name="resources">The manifest's objects.</param>
    public RecordedObjects(string folder, IEnumerable<RecordedResource> resources)
    {
        foreach (var resource in resources) Open(folder, resource);
    }

    /// <summary>What was left out and why, one line each.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>When the next document was received, Unix milliseconds; null when there is none.</summary>
    public long? NextMs => _next.TryPeek(out _, out var position) ? position.ReceivedMs : null;

    /// <summary>The events of the next document, none where it cannot be read.</summary>
    public IReadOnlyList<ResourceEvent> ReadNext()
    {
        var (file, query) = _next.Dequeue();
        var events = Read(file, query);
        Advance(file, query);
        return events;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_next.TryDequeue(out var open, out _)) open.File.Dispose();
    }

    private void Open(string folder, RecordedResource resource)
    {
        var path = Path.Combine(folder, resource.File);
        if (ClusterResources.Find(resource.Resource) is not { } query)
        {
            _notices.Add($"{path}: objects of kind {resource.Resource} are not understood; they are left out.");
            return;
        }

        try
        {
            Advance(new ObjectFile(path, resource), query);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            _notices.Add($"{path} cannot be opened ({absent.Message}); the {resource.Resource} are left out.");
        }
    }

    private void Advance(ObjectFile file, ResourceQuery query)
    {
        if (file.Damage is null && file.TryReadHeader())
        {
            _next.Enqueue((file, query), (file.Header.ReceivedMs, file.Resource.Resource));
            return;
        }

        if (file.Damage is { } damage) _notices.Add(damage);
        file.Dispose();
    }

    private IReadOnlyList<ResourceEvent> Read(ObjectFile file, ResourceQuery query)
    {
        if (file.ReadDocument() is not { } document) return [];
        try
        {
            return ObjectFrames.Read(query, file.Header, document);
        }
        catch (JsonException broken)
        {
            // Once per file: a kind that cannot be read at all would fill the log.
            if (_unreadable.Add(file.Resource.File))
                _notices.Add($"{file.Resource.File}: the document received at {file.Header.ReceivedMs} cannot be read ({broken.Message}); it is left out, and so is every further one like it.");
            return [];
        }
    }
}
