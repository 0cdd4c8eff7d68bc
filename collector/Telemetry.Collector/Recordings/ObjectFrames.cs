using System.Text.Json;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Recordings;

/// <summary>Turns recorded documents into what a live feed would have told.</summary>
internal static class ObjectFrames
{
    /// <summary>The events of one frame.</summary>
    /// <exception cref="JsonException">The document is not what the frame's kind says.</exception>
    public static IReadOnlyList<ResourceEvent> Read(ResourceQuery query, ObjectFrameHeader header, ReadOnlySpan<byte> document)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(header.ReceivedMs);
        return header.Kind switch
        {
            ObjectFrameKind.List => ReadList(query, JsonElement.Parse(document), at),
            ObjectFrameKind.Watch => ReadLine(query, JsonElement.Parse(document), at),
            _ => [],
        };
    }

    private static List<ResourceEvent> ReadList(ResourceQuery query, JsonElement list, DateTimeOffset at)
    {
        if (list.ValueKind != JsonValueKind.Object || !list.TryGetProperty("items", out var items) || items.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
            throw new JsonException("A list has no items.");
        var events = new List<ResourceEvent> { new(query, ResourceChange.Replaced, default, at) };
        if (items.ValueKind == JsonValueKind.Array) events.AddRange(items.EnumerateArray().Select(item => new ResourceEvent(query, ResourceChange.Added, item, at)));
        events.Add(new ResourceEvent(query, ResourceChange.Synced, default, at));
        return events;
    }

    private static ResourceEvent[] ReadLine(ResourceQuery query, JsonElement line, DateTimeOffset at)
    {
        if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || !line.TryGetProperty("object", out var target))
            throw new JsonException("A line of a watch has no type or no object.");
        ResourceChange? change = type.GetString() switch
        {
            "ADDED" => ResourceChange.Added,
            "MODIFIED" => ResourceChange.Modified,
            "DELETED" => ResourceChange.Deleted,
            "BOOKMARK" => ResourceChange.Bookmark,
            // ERROR: the server ended the watch; a list follows.
            _ => null,
        };
        return change is { } known ? [new ResourceEvent(query, known, target, at)] : [];
    }
}
