using System.Text.Json;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Recordings;

/// <summary>Writes what a feed tells of one resource: a list when it is complete, then line by line what was watched.</summary>
internal sealed class ObjectFileWriter : IDisposable
{
    private readonly Lock _lock = new();
    private readonly BrotliAppender _file;
    private readonly List<JsonElement> _items = [];
    private RecordedResource _resource;
    private bool _isListing;
    private bool _closed;

    public ObjectFileWriter(string folder, string resource)
    {
        _resource = new RecordedResource(resource, $"{resource}.objects.br", 0);
        _file = new BrotliAppender(Path.Combine(folder, _resource.File));
    }

    /// <summary>What the manifest says of it so far.</summary>
    public RecordedResource Resource
    {
        get
        {
            lock (_lock) return _resource;
        }
    }

    /// <summary>Writes one event.</summary>
    public void Write(in ResourceEvent told)
    {
        lock (_lock)
        {
            switch (told.Change)
            {
                case ResourceChange.Replaced:
                    _items.Clear();
                    _isListing = true;
                    break;
                case ResourceChange.Synced:
                    _isListing = false;
                    Write(told.ReceivedAt, ObjectFrameKind.List, ListOf(_items));
                    _items.Clear();
                    break;
                case ResourceChange.Added when _isListing:
                    _items.Add(told.Object);
                    break;
                default:
                    Write(told.ReceivedAt, ObjectFrameKind.Watch, LineOf(told));
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed) return;
            _closed = true;
            _file.Dispose();
        }
    }

    private void Write(DateTimeOffset at, ObjectFrameKind kind, byte[] document)
    {
        if (_closed) return;
        _file.Write(new ObjectFrameHeader(at.ToUnixTimeMilliseconds(), kind, document.Length).ToBytes());
        _file.Write(document);
        _file.Flush();
        _resource = _resource with { Frames = _resource.Frames + 1 };
    }

    private static byte[] ListOf(List<JsonElement> items) => Json(writer =>
    {
        writer.WriteString("kind", "List");
        writer.WriteStartArray("items");
        foreach (var item in items) item.WriteTo(writer);
        writer.WriteEndArray();
    });

    private static byte[] LineOf(ResourceEvent told) => Json(writer =>
    {
        writer.WriteString("type", told.Change.ToString().ToUpperInvariant());
        writer.WritePropertyName("object");
        told.Object.WriteTo(writer);
    });

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
