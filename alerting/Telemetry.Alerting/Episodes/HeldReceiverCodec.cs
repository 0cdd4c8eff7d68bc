using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Episodes;

/// <summary>Encoding of one <see cref="HeldReceiver"/> inside an <see cref="Episode"/>.</summary>
internal static class HeldReceiverCodec
{
    private static class Fields
    {
        public const int Receiver = 1;
        public const int Decision = 2;
        public const int Level = 3;
        public const int DedupKey = 4;
        public const int Reason = 5;
        public const int By = 6;
    }

    public static void Write(ProtoWriter writer, HeldReceiver held)
    {
        writer.WriteText(Fields.Receiver, held.Receiver);
        writer.WriteInt64(Fields.Decision, held.Decision);
        writer.WriteVarint(Fields.Level, (ulong)held.Level);
        writer.WriteText(Fields.DedupKey, held.DedupKey);
        writer.WriteVarint(Fields.Reason, (ulong)held.Reason);
        writer.WriteText(Fields.By, held.By);
    }

    public static HeldReceiver Read(scoped ref ProtoReader reader)
    {
        string receiver = "", key = "", by = "";
        long decision = 0;
        int level = 0, reason = 0;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Receiver: receiver = reader.ReadText(); break;
                case Fields.Decision: decision = reader.ReadInt64(); break;
                case Fields.Level: level = reader.ReadInt32(); break;
                case Fields.DedupKey: key = reader.ReadText(); break;
                case Fields.Reason: reason = reader.ReadInt32(); break;
                case Fields.By: by = reader.ReadText(); break;
                default: reader.Skip(); break;
            }
        }

        if (!Enum.IsDefined((AlertLevel)level) || !Enum.IsDefined((DecisionReason)reason)) reader.Fail(WireError.ValueOutOfRange);
        return new HeldReceiver(receiver, decision, (AlertLevel)level, key, (DecisionReason)reason, by);
    }
}
