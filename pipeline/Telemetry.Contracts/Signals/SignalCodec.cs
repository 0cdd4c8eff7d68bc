using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Signals;

/// <summary>Encoding of a <see cref="SignalRecord"/>: <c>docs/formats/signals.md</c>.</summary>
public static class SignalCodec
{
    /// <summary>Newest format version; what <see cref="Encode"/> writes.</summary>
    public const int Version = 1;

    private static class Fields
    {
        public const int Cluster = 2;
        public const int Job = 3;
        public const int Instance = 4;
        public const int ScrapeTimeMs = 5;
        public const int ScrapeDurationMs = 6;
        public const int IntervalMs = 7;
        public const int Up = 8;
        public const int Points = 9;
        public const int Ends = 10;
        public const int Change = 11;
        public const int Feedback = 12;
        public const int RestartedMs = 13;
    }

    /// <summary>Encodes a record; the result is valid until the writer is used again.</summary>
    public static ReadOnlyMemory<byte> Encode(ProtoWriter writer, SignalRecord record)
    {
        writer.Clear();
        FormatVersion.Write(writer, Version);
        writer.WriteText(Fields.Cluster, record.Target.Cluster);
        writer.WriteText(Fields.Job, record.Target.Job);
        writer.WriteText(Fields.Instance, record.Target.Instance);
        writer.WriteInt64(Fields.ScrapeTimeMs, record.ScrapeTimeMs);
        writer.WriteInt64(Fields.ScrapeDurationMs, record.ScrapeDurationMs);
        writer.WriteInt64(Fields.IntervalMs, record.IntervalMs);
        writer.WriteBool(Fields.Up, record.Up);
        if (record.Ends) writer.WriteBool(Fields.Ends, record.Ends);
        if (record.RestartedMs != 0) writer.WriteInt64(Fields.RestartedMs, record.RestartedMs);
        foreach (var point in record.Points)
        {
            var begin = writer.BeginMessage(Fields.Points);
            SignalPointCodec.Write(writer, point);
            writer.EndMessage(begin);
        }

        if (record.Change is { } change) writer.WriteBytes(Fields.Change, ChangeCodec.Encode(new ProtoWriter(), change).Span);
        if (record.Feedback is { } feedback) writer.WriteBytes(Fields.Feedback, FeedbackCodec.Encode(new ProtoWriter(), feedback).Span);
        return writer.Written;
    }

    /// <summary>Decodes a record; null, with the reason, when it cannot be read.</summary>
    public static SignalRecord? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var record = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure;
        return failure.Failed ? null : record;
    }

    private static SignalRecord Read(scoped ref ProtoReader reader)
    {
        string cluster = "", job = "", instance = "";
        long scrapeTimeMs = 0, scrapeDurationMs = 0, intervalMs = 0, restartedMs = 0;
        bool up = false, ends = false;
        var points = new List<SignalPoint>();
        ChangeRecord? change = null;
        FeedbackRecord? feedback = null;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Cluster: cluster = reader.ReadText(); break;
                case Fields.Job: job = reader.ReadText(); break;
                case Fields.Instance: instance = reader.ReadText(); break;
                case Fields.ScrapeTimeMs: scrapeTimeMs = reader.ReadInt64(); break;
                case Fields.ScrapeDurationMs: scrapeDurationMs = reader.ReadInt64(); break;
                case Fields.IntervalMs: intervalMs = reader.ReadInt64(); break;
                case Fields.Up: up = reader.ReadBool(); break;
                case Fields.Ends: ends = reader.ReadBool(); break;
                case Fields.RestartedMs: restartedMs = reader.ReadInt64(); break;
                case Fields.Points:
                    var inner = reader.ReadMessage();
                    points.Add(SignalPointCodec.Read(ref inner));
                    reader.Adopt(inner.Failure);
                    break;
                case Fields.Change:
                    change = ChangeCodec.Decode(reader.ReadBytes(), out var changeFailure);
                    reader.Adopt(changeFailure);
                    break;
                case Fields.Feedback:
                    feedback = FeedbackCodec.Decode(reader.ReadBytes(), out var feedbackFailure);
                    reader.Adopt(feedbackFailure);
                    break;
                default: reader.Skip(); break;
            }
        }

        if (instance.Length == 0) reader.Fail(WireError.MissingField);
        return new SignalRecord
        {
            Target = new TargetId(cluster, job, instance),
            ScrapeTimeMs = scrapeTimeMs,
            ScrapeDurationMs = scrapeDurationMs,
            IntervalMs = intervalMs,
            Up = up,
            Ends = ends,
            RestartedMs = restartedMs,
            Points = points,
            Change = change,
            Feedback = feedback,
        };
    }
}
