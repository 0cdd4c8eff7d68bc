using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Grouping;

/// <summary>A <see cref="NoticeLedger"/> as it was saved.</summary>
internal sealed record SavedLedger(bool SendsResolved, DateTimeOffset? LastNotice, DateTimeOffset? OpenedAt, long Sequence, bool IsFlapSaid)
{
    private static class Fields
    {
        public const int SendsResolved = 1;
        public const int LastNotice = 2;
        public const int OpenedAt = 3;
        public const int Sequence = 4;
        public const int IsFlapSaid = 5;
    }

    /// <summary>Writes a ledger into the message at hand.</summary>
    public static void Write(ProtoWriter writer, NoticeLedger ledger)
    {
        writer.WriteBool(Fields.SendsResolved, ledger.SendsResolved);
        if (ledger.LastNotice is { } last) AlertTime.Write(writer, Fields.LastNotice, last);
        if (ledger.OpenedAt is { } opened) AlertTime.Write(writer, Fields.OpenedAt, opened);
        writer.WriteInt64(Fields.Sequence, ledger.Sequence);
        writer.WriteBool(Fields.IsFlapSaid, ledger.IsFlapSaid);
    }

    /// <summary>Reads the embedded message at hand.</summary>
    public static SavedLedger Read(scoped ref ProtoReader outer)
    {
        var reader = outer.ReadMessage();
        bool sendsResolved = false, isFlapSaid = false;
        DateTimeOffset? last = null, opened = null;
        long sequence = 0;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.SendsResolved: sendsResolved = reader.ReadBool(); break;
                case Fields.LastNotice: last = AlertTime.Read(ref reader); break;
                case Fields.OpenedAt: opened = AlertTime.Read(ref reader); break;
                case Fields.Sequence: sequence = reader.ReadInt64(); break;
                case Fields.IsFlapSaid: isFlapSaid = reader.ReadBool(); break;
                default: reader.Skip(); break;
            }
        }

        outer.Adopt(reader.Failure);
        return new(sendsResolved, last, opened, sequence, isFlapSaid);
    }

    /// <summary>Gives a ledger this content.</summary>
    public void CopyTo(NoticeLedger ledger)
    {
        ledger.LastNotice = LastNotice;
        ledger.OpenedAt = OpenedAt;
        ledger.Sequence = Sequence;
        ledger.IsFlapSaid = IsFlapSaid;
    }
}
