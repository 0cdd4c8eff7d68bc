using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Incidents;

/// <summary>Encoding of an <see cref="IncidentWorsening"/> inside an <see cref="IncidentRecord"/>.</summary>
internal static class IncidentWorseningCodec
{
    private static class Fields
    {
        public const int Number = 1;
        public const int AtMs = 2;
        public const int Reason = 3;
        public const int Component = 4;
        public const int Title = 5;
        public const int Value = 6;
        public const int Reference = 7;
        public const int Unit = 8;
    }

    public static void Write(ProtoWriter writer, IncidentWorsening worsening)
    {
        writer.WriteVarint(Fields.Number, (ulong)worsening.Number);
        writer.WriteInt64(Fields.AtMs, worsening.At.ToUnixTimeMilliseconds());
        writer.WriteVarint(Fields.Reason, (ulong)worsening.Reason);
        writer.WriteText(Fields.Component, worsening.Component);
        writer.WriteText(Fields.Title, worsening.Title);
        writer.WriteDouble(Fields.Value, worsening.Value);
        writer.WriteDouble(Fields.Reference, worsening.Reference);
        writer.WriteText(Fields.Unit, worsening.Unit);
    }

    public static IncidentWorsening Read(scoped ref ProtoReader reader)
    {
        string component = "", title = "", unit = "";
        double value = double.NaN, reference = double.NaN;
        int number = 0, reason = 0;
        DateTimeOffset at = default;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Number: number = reader.ReadInt32(); break;
                case Fields.AtMs: at = reader.ReadTime(); break;
                case Fields.Reason: reason = reader.ReadInt32(); break;
                case Fields.Component: component = reader.ReadText(); break;
                case Fields.Title: title = reader.ReadText(); break;
                case Fields.Value: value = reader.ReadDouble(); break;
                case Fields.Reference: reference = reader.ReadDouble(); break;
                case Fields.Unit: unit = reader.ReadText(); break;
                default: reader.Skip(); break;
            }
        }

        if (number < 1) reader.Fail(WireError.ValueOutOfRange);
        return new IncidentWorsening(number, at, (WorseningReason)reason, component, title, value, reference, unit);
    }
}
