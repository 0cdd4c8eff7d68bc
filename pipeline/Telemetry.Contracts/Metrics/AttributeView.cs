using System.Globalization;
using System.Text;
using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>One attribute of a record. Spans point into the record.</summary>
public readonly ref struct AttributeView
{
    private readonly int _valueField;
    private readonly ulong _bits;

    private AttributeView(ReadOnlySpan<byte> key, int valueField, ulong bits, ReadOnlySpan<byte> text)
    {
        Key = key;
        _valueField = valueField;
        _bits = bits;
        Text = text;
    }

    /// <summary>Name, UTF-8.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>Value when it is text, UTF-8; else empty.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Value when it is a whole number; else 0.</summary>
    public long Int => _valueField == OtlpFields.AnyValue.Int ? unchecked((long)_bits) : 0;

    /// <summary>Value as text, whatever its type; lists, maps and bytes give an empty text.</summary>
    public string ValueText() => _valueField switch
    {
        OtlpFields.AnyValue.Text => Encoding.UTF8.GetString(Text),
        OtlpFields.AnyValue.Int => Int.ToString(CultureInfo.InvariantCulture),
        OtlpFields.AnyValue.Bool => _bits != 0 ? "true" : "false",
        OtlpFields.AnyValue.Double => BitConverter.UInt64BitsToDouble(_bits).ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    internal static AttributeView Read(scoped ref ProtoReader reader)
    {
        ReadOnlySpan<byte> key = default, text = default;
        var valueField = 0;
        ulong bits = 0;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case OtlpFields.KeyValue.Key: key = reader.ReadBytes(); break;
                case OtlpFields.KeyValue.Value:
                    var value = reader.ReadMessage();
                    valueField = ReadValue(ref value, out bits, out text);
                    reader.Adopt(value.Failure);
                    break;
                default: reader.Skip(); break;
            }
        }

        return new AttributeView(key, valueField, bits, text);
    }

    private static int ReadValue(scoped ref ProtoReader reader, out ulong bits, out ReadOnlySpan<byte> text)
    {
        bits = 0;
        text = default;
        var valueField = 0;
        while (reader.NextField())
        {
            valueField = reader.Field;
            switch (valueField)
            {
                case OtlpFields.AnyValue.Text: text = reader.ReadBytes(); break;
                case OtlpFields.AnyValue.Bool or OtlpFields.AnyValue.Int: bits = reader.ReadVarint(); break;
                case OtlpFields.AnyValue.Double: bits = reader.ReadFixed64(); break;
                default: reader.Skip(); break;
            }
        }

        return valueField;
    }
}
