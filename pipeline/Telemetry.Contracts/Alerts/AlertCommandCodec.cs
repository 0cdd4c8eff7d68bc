using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Alerts;

/// <summary>Encoding of an <see cref="AlertCommand"/>: <c>docs/formats/alerts.md</c>.</summary>
public static class AlertCommandCodec
{
    /// <summary>Newest format version; what <see cref="Encode"/> writes.</summary>
    public const int Version = 1;

    internal static class Fields
    {
        public const int At = 2;
        public const int By = 3;
        public const int Alert = 4;
        public const int Silence = 5;
        public const int Acknowledgement = 6;
        public const int ManualResolve = 7;
        public const int Replay = 8;
        public const int Part = 9;
        public const int Heartbeat = 10;
    }

    /// <summary>Encodes a command whole; the result is valid until the writer is used again. It may be over the record limit: <see cref="AlertCommandParts"/>.</summary>
    public static ReadOnlyMemory<byte> Encode(ProtoWriter writer, AlertCommand command)
    {
        writer.Clear();
        FormatVersion.Write(writer, Version);
        AlertTime.Write(writer, Fields.At, command.At);
        writer.WriteText(Fields.By, command.By);
        switch (command.Body)
        {
            case PostedAlerts posted:
                foreach (var alert in posted.Alerts) Write(writer, Fields.Alert, alert, PostedAlertCodec.Write);
                break;
            case SilencePut put: Write(writer, Fields.Silence, put.Silence, SilenceCodec.Write); break;
            case Acknowledgement said: Write(writer, Fields.Acknowledgement, new EpisodeWord(said.Key, said.Note, said.IsWithdrawn), EpisodeWordCodec.Write); break;
            case ManualResolve said: Write(writer, Fields.ManualResolve, new EpisodeWord(said.Key, said.Note, false), EpisodeWordCodec.Write); break;
            case Replay replay: writer.WriteText(Fields.Replay, replay.RowId); break;
            case Heartbeat heartbeat: Write(writer, Fields.Heartbeat, heartbeat, HeartbeatCodec.Write); break;
            default: throw new ArgumentException($"{command.Body.GetType().Name} is no body of a command.", nameof(command));
        }

        return writer.Written;
    }

    /// <summary>Decodes a command; null, with the reason, when it cannot be read.</summary>
    public static AlertCommand? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var command = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure;
        return failure.Failed ? null : command;
    }

    private static AlertCommand? Read(scoped ref ProtoReader reader)
    {
        DateTimeOffset at = default;
        var by = "";
        var alerts = new List<PostedAlert>();
        AlertCommandBody? body = null;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.At: at = AlertTime.Read(ref reader); break;
                case Fields.By: by = reader.ReadText(); break;
                case Fields.Alert: alerts.Add(Read(ref reader, PostedAlertCodec.Read)); break;
                case Fields.Silence: body = new SilencePut(Read(ref reader, SilenceCodec.Read)); break;
                case Fields.Acknowledgement: body = Read(ref reader, EpisodeWordCodec.Read).ToAcknowledgement(); break;
                case Fields.ManualResolve: body = Read(ref reader, EpisodeWordCodec.Read).ToResolve(); break;
                case Fields.Heartbeat: body = Read(ref reader, HeartbeatCodec.Read); break;
                case Fields.Replay: body = new Replay(reader.ReadText()); break;
                default: reader.Skip(); break;
            }
        }

        body ??= alerts.Count > 0 ? new PostedAlerts(alerts) : null;
        if (body is not null) return new AlertCommand(at, by, body);
        reader.Fail(WireError.MissingField);
        return null;
    }

    private static void Write<T>(ProtoWriter writer, int field, T value, Action<ProtoWriter, T> write)
    {
        var begin = writer.BeginMessage(field);
        write(writer, value);
        writer.EndMessage(begin);
    }

    private static T Read<T>(scoped ref ProtoReader reader, Reading<T> read)
    {
        var inner = reader.ReadMessage();
        var value = read(ref inner);
        reader.Adopt(inner.Failure);
        return value;
    }

    private delegate T Reading<out T>(scoped ref ProtoReader reader);
}
