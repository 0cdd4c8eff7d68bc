using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Incidents;

/// <summary>Encoding of an <see cref="IncidentBreach"/> inside an <see cref="IncidentSignal"/>.</summary>
internal static class IncidentBreachCodec
{
    private static class Fields
    {
        public const int AsOfMs = 1;
        public const int Limit = 2;
        public const int IsPromised = 3;
        public const int Probability = 4;
        public const int EarliestMs = 5;
        public const int ExpectedMs = 6;
        public const int LatestMs = 7;
    }

    public static void Write(ProtoWriter writer, int field, IncidentBreach breach)
    {
        var begin = writer.BeginMessage(field);
        writer.WriteInt64(Fields.AsOfMs, breach.AsOf.ToUnixTimeMilliseconds());
        writer.WriteDouble(Fields.Limit, breach.Limit);
        writer.WriteBool(Fields.IsPromised, breach.IsPromised);
        writer.WriteDouble(Fields.Probability, breach.Probability);
        WriteKnown(writer, Fields.EarliestMs, breach.Earliest);
        WriteKnown(writer, Fields.ExpectedMs, breach.Expected);
        WriteKnown(writer, Fields.LatestMs, breach.Latest);
        writer.EndMessage(begin);
    }

    public static IncidentBreach Read(scoped ref ProtoReader outer)
    {
        var reader = outer.ReadMessage();
        DateTimeOffset asOf = default;
        double limit = double.NaN, probability = double.NaN;
        var isPromised = false;
        DateTimeOffset? earliest = null, expected = null, latest = null;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.AsOfMs: asOf = reader.ReadTime(); break;
                case Fields.Limit: limit = reader.ReadDouble(); break;
                case Fields.IsPromised: isPromised = reader.ReadBool(); break;
                case Fields.Probability: probability = reader.ReadDouble(); break;
                case Fields.EarliestMs: earliest = reader.ReadTime(); break;
                case Fields.ExpectedMs: expected = reader.ReadTime(); break;
                case Fields.LatestMs: latest = reader.ReadTime(); break;
                default: reader.Skip(); break;
            }
        }

        outer.Adopt(reader.Failure);
        return new IncidentBreach(asOf, limit, isPromised, probability, earliest, expected, latest);
    }

    private static void WriteKnown(ProtoWriter writer, int field, DateTimeOffset? time)
    {
        if (time is { } known) writer.WriteInt64(field, known.ToUnixTimeMilliseconds());
    }
}
