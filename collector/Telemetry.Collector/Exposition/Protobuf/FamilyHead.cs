using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>What a <c>MetricFamily</c> message says besides its metrics. Spans point into the page.</summary>
internal ref struct FamilyHead
{
    /// <summary>Name as UTF-8, unescaped; a counter's with its <c>_total</c>.</summary>
    public ReadOnlySpan<byte> Name;

    /// <summary>Help text, unescaped.</summary>
    public ReadOnlySpan<byte> Help;

    /// <summary>Unit; empty where the family has none.</summary>
    public ReadOnlySpan<byte> Unit;

    public FamilyType Type;

    /// <summary>Whether the type is written; where it is not it is a counter, unless the message was cut before it.</summary>
    public bool HasType;

    /// <summary>Reads the head, wherever in the message it stands; the metrics are passed over by their lengths.</summary>
    /// <returns>Why the message cannot be read further; the head holds what was found until then.</returns>
    public static WireFailure Read(ReadOnlySpan<byte> family, out FamilyHead head)
    {
        head = default;
        var type = 0;
        var reader = new ProtoReader(family);
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case ClientModel.Family.Name: head.Name = reader.ReadBytes(); break;
                case ClientModel.Family.Help: head.Help = reader.ReadBytes(); break;
                case ClientModel.Family.Type: (type, head.HasType) = (reader.ReadInt32(), true); break;
                case ClientModel.Family.Unit: head.Unit = reader.ReadBytes(); break;
                default: reader.Skip(); break;
            }
        }

        head.Type = TypeOf(type);
        return reader.Failure;
    }

    private static FamilyType TypeOf(int number) => number switch
    {
        0 => FamilyType.Counter,
        1 => FamilyType.Gauge,
        2 => FamilyType.Summary,
        4 => FamilyType.Histogram,
        5 => FamilyType.GaugeHistogram,
        _ => FamilyType.Unknown,
    };
}
