using System.Text;
using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>Writes OTLP <c>KeyValue</c> fields with exact lengths.</summary>
internal static class AttributeWriter
{
    public static void WriteText(ProtoWriter writer, int field, string key, string value)
    {
        var valueBytes = ProtoWriter.SizeOfDelimited(Encoding.UTF8.GetByteCount(value));
        BeginAttribute(writer, field, Encoding.UTF8.GetByteCount(key), valueBytes);
        writer.WriteText(OtlpFields.KeyValue.Key, key);
        writer.WriteLength(OtlpFields.KeyValue.Value, valueBytes);
        writer.WriteText(OtlpFields.AnyValue.Text, value);
    }

    public static void WriteInt(ProtoWriter writer, int field, string key, long value)
    {
        var valueBytes = 1 + ProtoWriter.SizeOf(unchecked((ulong)value));
        BeginAttribute(writer, field, Encoding.UTF8.GetByteCount(key), valueBytes);
        writer.WriteText(OtlpFields.KeyValue.Key, key);
        writer.WriteLength(OtlpFields.KeyValue.Value, valueBytes);
        writer.WriteInt64(OtlpFields.AnyValue.Int, value);
    }

    /// <summary>Writes the tag and length of an attribute whose key and encoded value have these sizes.</summary>
    public static void BeginAttribute(ProtoWriter writer, int field, int keyBytes, int valueBytes) =>
        writer.WriteLength(field, ProtoWriter.SizeOfDelimited(keyBytes) + ProtoWriter.SizeOfDelimited(valueBytes));
}
