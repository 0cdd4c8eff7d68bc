using Telemetry.Alerting.Grouping;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Outbox;

/// <summary>Encoding of a group's <see cref="NotificationData"/>: <c>docs/formats/alerting.md</c>.</summary>
internal static class NotificationDataCodec
{
    /// <summary>Newest format version; what <see cref="Encode"/> writes.</summary>
    public const int Version = 1;

    private static class Fields
    {
        public const int Receiver = 2;
        public const int Status = 3;
        public const int Alert = 4;
        public const int GroupLabel = 5;
        public const int CommonLabel = 6;
        public const int CommonAnnotation = 7;
        public const int ExternalUrl = 8;
        public const int GroupKey = 9;
        public const int TruncatedAlerts = 10;
    }

    /// <summary>Encodes a group's data.</summary>
    public static ReadOnlyMemory<byte> Encode(NotificationData data)
    {
        var writer = new ProtoWriter();
        FormatVersion.Write(writer, Version);
        writer.WriteText(Fields.Receiver, data.Receiver);
        writer.WriteText(Fields.Status, data.Status);
        foreach (var alert in data.Alerts)
        {
            var begin = writer.BeginMessage(Fields.Alert);
            NotifiedAlertCodec.Write(writer, alert);
            writer.EndMessage(begin);
        }

        LabelSetCodec.Write(writer, Fields.GroupLabel, data.GroupLabels as LabelSet ?? LabelSet.Of(data.GroupLabels));
        LabelSetCodec.Write(writer, Fields.CommonLabel, data.CommonLabels as LabelSet ?? LabelSet.Of(data.CommonLabels));
        LabelSetCodec.Write(writer, Fields.CommonAnnotation, data.CommonAnnotations as LabelSet ?? LabelSet.Of(data.CommonAnnotations));
        writer.WriteText(Fields.ExternalUrl, data.ExternalUrl);
        writer.WriteText(Fields.GroupKey, data.GroupKey);
        writer.WriteVarint(Fields.TruncatedAlerts, (ulong)data.TruncatedAlerts);
        return writer.Written.ToArray();
    }

    /// <summary>Decodes a group's data; null, with the reason, when it cannot be read.</summary>
    public static NotificationData? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var data = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure;
        return failure.Failed ? null : data;
    }

    private static NotificationData Read(scoped ref ProtoReader reader)
    {
        string receiver = "", status = "", externalUrl = "", groupKey = "";
        var alerts = new List<NotifiedAlert>();
        List<KeyValuePair<string, string>> group = [], labels = [], annotations = [];
        var truncated = 0;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Receiver: receiver = reader.ReadText(); break;
                case Fields.Status: status = reader.ReadText(); break;
                case Fields.Alert:
                    var alert = reader.ReadMessage();
                    alerts.Add(NotifiedAlertCodec.Read(ref alert));
                    reader.Adopt(alert.Failure);
                    break;
                case Fields.GroupLabel: group.Add(LabelSetCodec.Read(ref reader)); break;
                case Fields.CommonLabel: labels.Add(LabelSetCodec.Read(ref reader)); break;
                case Fields.CommonAnnotation: annotations.Add(LabelSetCodec.Read(ref reader)); break;
                case Fields.ExternalUrl: externalUrl = reader.ReadText(); break;
                case Fields.GroupKey: groupKey = reader.ReadText(); break;
                case Fields.TruncatedAlerts: truncated = reader.ReadInt32(); break;
                default: reader.Skip(); break;
            }
        }

        return new NotificationData
        {
            Receiver = receiver,
            Status = status,
            Alerts = alerts,
            GroupLabels = LabelSet.Of(group),
            CommonLabels = LabelSet.Of(labels),
            CommonAnnotations = LabelSet.Of(annotations),
            ExternalUrl = externalUrl,
            GroupKey = groupKey,
            TruncatedAlerts = truncated,
        };
    }
}
