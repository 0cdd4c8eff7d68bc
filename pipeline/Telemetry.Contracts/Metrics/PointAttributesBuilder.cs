using System.Text;
using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>Encodes label sets. Kept and reused; labels stay in the order in which they are added, so add them sorted by name.</summary>
public sealed class PointAttributesBuilder
{
    private readonly ProtoWriter _writer = new();
    private PointShape _shape;
    private int _field;

    /// <summary>Begins a label set.</summary>
    public void Begin(PointShape shape)
    {
        _shape = shape;
        _field = shape switch
        {
            PointShape.Number => OtlpFields.Number.Attributes,
            PointShape.Histogram => OtlpFields.Histogram.Attributes,
            _ => OtlpFields.ExponentialHistogram.Attributes,
        };
        _writer.Clear();
    }

    /// <summary>Adds one label, both parts UTF-8.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        AttributeWriter.BeginAttribute(_writer, _field, name.Length, ProtoWriter.SizeOfDelimited(value.Length));
        _writer.WriteBytes(OtlpFields.KeyValue.Key, name);
        _writer.WriteLength(OtlpFields.KeyValue.Value, ProtoWriter.SizeOfDelimited(value.Length));
        _writer.WriteBytes(OtlpFields.AnyValue.Text, value);
    }

    /// <summary>Adds one label.</summary>
    public void Add(string name, string value) => Add(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));

    /// <summary>Ends the label set.</summary>
    public PointAttributes Build() => new(_shape, _writer.Written.Span);
}
