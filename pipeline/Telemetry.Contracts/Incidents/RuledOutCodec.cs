using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Incidents;

/// <summary>Encoding of one <see cref="RuledOut"/> inside an <see cref="IncidentRecord"/>.</summary>
internal static class RuledOutCodec
{
    private static class Fields
    {
        public const int Reason = 1;
        public const int Component = 2;
        public const int Title = 3;
        public const int Value = 4;
        public const int Baseline = 5;
        public const int Unit = 6;
    }

    public static void Write(ProtoWriter writer, RuledOut ruledOut)
    {
        writer.WriteVarint(Fields.Reason, (ulong)ruledOut.Reason);
        writer.WriteText(Fields.Component, ruledOut.Component);
        writer.WriteText(Fields.Title, ruledOut.Title);
        writer.WriteDouble(Fields.Value, ruledOut.Value);
        writer.WriteDouble(Fields.Baseline, ruledOut.Baseline);
        writer.WriteText(Fields.Unit, ruledOut.Unit);
    }

    /// <summary>A reason that this version does not know is kept as a number: readers pass over it.</summary>
    public static RuledOut Read(scoped ref ProtoReader reader)
    {
        string component = "", title = "", unit = "";
        double value = double.NaN, baseline = double.NaN;
        var reason = 0;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Reason: reason = reader.ReadInt32(); break;
                case Fields.Component: component = reader.ReadText(); break;
                case Fields.Title: title = reader.ReadText(); break;
                case Fields.Value: value = reader.ReadDouble(); break;
                case Fields.Baseline: baseline = reader.ReadDouble(); break;
                case Fields.Unit: unit = reader.ReadText(); break;
                default: reader.Skip(); break;
            }
        }

        return new RuledOut((RuledOutReason)reason, component, title, value, baseline, unit);
    }
}
