using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>Reads one OTLP <c>NumberDataPoint</c>.</summary>
internal static class NumberPointReader
{
    public static NumberPoint Read(scoped ref ProtoReader point)
    {
        var attributes = new AttributeSpot(OtlpFields.Number.Attributes);
        ulong time = 0, start = 0, flags = 0;
        var value = 0.0;
        while (attributes.NextOther(ref point))
        {
            switch (point.Field)
            {
                case OtlpFields.Number.StartTime: start = point.ReadFixed64(); break;
                case OtlpFields.Number.Time: time = point.ReadFixed64(); break;
                case OtlpFields.Number.AsDouble: value = point.ReadDouble(); break;
                case OtlpFields.Number.AsInt: value = unchecked((long)point.ReadFixed64()); break;
                case OtlpFields.Number.Flags: flags = point.ReadVarint(); break;
                default: point.Skip(); break;
            }
        }

        return new NumberPoint(attributes.List, OtlpTime.ToMs(time), OtlpTime.ToMs(start), value, (flags & OtlpFields.NoRecordedValue) != 0);
    }
}
