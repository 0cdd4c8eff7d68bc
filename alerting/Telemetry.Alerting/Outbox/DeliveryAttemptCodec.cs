using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Outbox;

/// <summary>Encoding of one <see cref="DeliveryAttempt"/> inside a row.</summary>
internal static class DeliveryAttemptCodec
{
    private static class Fields
    {
        public const int AtMs = 1;
        public const int TookMs = 2;
        public const int Outcome = 3;
        public const int Level = 4;
        public const int Detail = 5;
    }

    public static void Write(ProtoWriter writer, DeliveryAttempt attempt)
    {
        writer.WriteInt64(Fields.AtMs, attempt.At.ToUnixTimeMilliseconds());
        writer.WriteInt64(Fields.TookMs, (long)attempt.Took.TotalMilliseconds);
        writer.WriteVarint(Fields.Outcome, (ulong)attempt.Outcome);
        writer.WriteVarint(Fields.Level, (ulong)attempt.Level);
        writer.WriteText(Fields.Detail, attempt.Detail);
    }

    public static DeliveryAttempt Read(scoped ref ProtoReader reader)
    {
        DateTimeOffset at = default;
        long took = 0;
        int outcome = 0, level = 0;
        var detail = "";
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.AtMs: at = reader.ReadTime(); break;
                case Fields.TookMs: took = reader.ReadInt32(); break;
                case Fields.Outcome: outcome = reader.ReadInt32(); break;
                case Fields.Level: level = reader.ReadInt32(); break;
                case Fields.Detail: detail = reader.ReadText(); break;
                default: reader.Skip(); break;
            }
        }

        if (!Enum.IsDefined((DeliveryOutcome)outcome) || !Enum.IsDefined((DetailLevel)level)) reader.Fail(WireError.ValueOutOfRange);
        return new DeliveryAttempt(at, TimeSpan.FromMilliseconds(took), (DeliveryOutcome)outcome, (DetailLevel)level, detail);
    }
}
