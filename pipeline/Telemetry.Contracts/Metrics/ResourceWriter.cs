using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>Writes the resource of a record: target, scrape, and which part of the scrape it is.</summary>
internal static class ResourceWriter
{
    private const int Field = OtlpFields.Resource.Attributes;

    /// <summary>Writes the attributes, without their enclosing message.</summary>
    public static void WriteAttributes(ProtoWriter writer, in ScrapeHeader header, int part, int parts)
    {
        AttributeWriter.WriteText(writer, Field, ResourceKeys.Cluster, header.Target.Cluster);
        AttributeWriter.WriteText(writer, Field, ResourceKeys.Job, header.Target.Job);
        AttributeWriter.WriteText(writer, Field, ResourceKeys.Instance, header.Target.Instance);
        for (var i = 0; i < header.Resource.Count; i++)
            AttributeWriter.WriteText(writer, Field, header.Resource[i].Key, header.Resource[i].Value);
        AttributeWriter.WriteInt(writer, Field, ResourceKeys.ScrapeTime, header.ScrapeTimeMs);
        AttributeWriter.WriteInt(writer, Field, ResourceKeys.Interval, header.IntervalMs);
        AttributeWriter.WriteInt(writer, Field, ResourceKeys.Duration, header.DurationMs);
        if (header.Slot > 0) AttributeWriter.WriteInt(writer, Field, ResourceKeys.Slot, header.Slot);
        if (header.Ends) AttributeWriter.WriteInt(writer, Field, ResourceKeys.Ends, 1);
        if (parts == 1) return;
        AttributeWriter.WriteInt(writer, Field, ResourceKeys.Part, part);
        AttributeWriter.WriteInt(writer, Field, ResourceKeys.Parts, parts);
    }

    /// <summary>Most bytes that they can take, however many parts there will be; <paramref name="scratch"/> is left empty.</summary>
    public static int Measure(ProtoWriter scratch, in ScrapeHeader header)
    {
        scratch.Clear();
        WriteAttributes(scratch, header, part: int.MaxValue, parts: int.MaxValue);
        var bytes = scratch.Length;
        scratch.Clear();
        return bytes;
    }
}
