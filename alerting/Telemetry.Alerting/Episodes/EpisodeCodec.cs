using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Episodes;

/// <summary>Encoding of an <see cref="Episode"/>: <c>docs/formats/alerting.md</c>.</summary>
internal static class EpisodeCodec
{
    /// <summary>Newest format version; what <see cref="Encode"/> writes.</summary>
    public const int Version = 1;

    private static class Fields
    {
        public const int Latest = 2;
        public const int Announced = 3;
        public const int PagedSequence = 4;
        public const int TicketedSequence = 5;
        public const int History = 6;
        public const int Worst = 7;
        public const int WasEndedByHand = 9;
        public const int Held = 10;
    }

    /// <summary>Encodes an episode.</summary>
    public static ReadOnlyMemory<byte> Encode(Episode episode)
    {
        var records = new ProtoWriter();
        var writer = new ProtoWriter();
        FormatVersion.Write(writer, Version);
        writer.WriteBytes(Fields.Latest, IncidentCodec.Encode(records, episode.Latest).Span);
        if (episode.Announced is { } announced) writer.WriteBytes(Fields.Announced, IncidentCodec.Encode(records, announced).Span);
        if (episode.PagedSequence is { } paged) writer.WriteInt64(Fields.PagedSequence, paged);
        if (episode.TicketedSequence is { } ticketed) writer.WriteInt64(Fields.TicketedSequence, ticketed);
        if (episode.Worst is { } worst) writer.WriteBytes(Fields.Worst, IncidentCodec.Encode(records, worst).Span);
        writer.WriteBool(Fields.WasEndedByHand, episode.WasEndedByHand);
        foreach (var entry in episode.History)
        {
            var begin = writer.BeginMessage(Fields.History);
            EpisodeEntryCodec.Write(writer, entry);
            writer.EndMessage(begin);
        }

        foreach (var held in episode.Held)
        {
            var begin = writer.BeginMessage(Fields.Held);
            HeldReceiverCodec.Write(writer, held);
            writer.EndMessage(begin);
        }

        return writer.Written;
    }

    /// <summary>Decodes an episode; null, with the reason, when it cannot be read.</summary>
    public static Episode? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var episode = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure;
        return failure.Failed ? null : episode;
    }

    private static Episode? Read(scoped ref ProtoReader reader)
    {
        IncidentRecord? latest = null, announced = null, worst = null;
        var wasEndedByHand = false;
        long? paged = null, ticketed = null;
        var history = new List<EpisodeEntry>();
        var held = new List<HeldReceiver>();
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Latest: latest = ReadRecord(ref reader); break;
                case Fields.Announced: announced = ReadRecord(ref reader); break;
                case Fields.PagedSequence: paged = reader.ReadInt64(); break;
                case Fields.TicketedSequence: ticketed = reader.ReadInt64(); break;
                case Fields.Worst: worst = ReadRecord(ref reader); break;
                case Fields.WasEndedByHand: wasEndedByHand = reader.ReadBool(); break;
                case Fields.History:
                    var entry = reader.ReadMessage();
                    history.Add(EpisodeEntryCodec.Read(ref entry));
                    reader.Adopt(entry.Failure);
                    break;
                case Fields.Held:
                    var receiver = reader.ReadMessage();
                    held.Add(HeldReceiverCodec.Read(ref receiver));
                    reader.Adopt(receiver.Failure);
                    break;
                default: reader.Skip(); break;
            }
        }

        if (latest is null)
        {
            reader.Fail(WireError.MissingField);
            return null;
        }

        return new Episode
        {
            Key = EpisodeKey.Of(latest),
            Latest = latest,
            Announced = announced,
            PagedSequence = paged,
            TicketedSequence = ticketed,
            Worst = worst,
            WasEndedByHand = wasEndedByHand,
            History = history,
            Held = held,
        };
    }

    private static IncidentRecord? ReadRecord(scoped ref ProtoReader reader)
    {
        var record = IncidentCodec.Decode(reader.ReadBytes(), out var failure);
        if (failure.Failed) reader.Fail(failure.Error);
        return record;
    }
}
