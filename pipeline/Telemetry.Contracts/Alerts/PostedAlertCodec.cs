using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Alerts;

/// <summary>Encoding of a <see cref="PostedAlert"/> inside a message: <c>docs/formats/alerts.md</c>.</summary>
public static class PostedAlertCodec
{
    private static class Fields
    {
        public const int Labels = 1;
        public const int Annotations = 2;
        public const int StartsAt = 3;
        public const int EndsAt = 4;
        public const int IsTimeout = 5;
        public const int GeneratorUrl = 6;
        public const int UpdatedAt = 7;
    }

    /// <summary>Writes the fields of an alert into the message at hand.</summary>
    public static void Write(ProtoWriter writer, PostedAlert alert)
    {
        LabelSetCodec.Write(writer, Fields.Labels, alert.Labels);
        LabelSetCodec.Write(writer, Fields.Annotations, alert.Annotations);
        AlertTime.Write(writer, Fields.StartsAt, alert.StartsAt);
        AlertTime.Write(writer, Fields.EndsAt, alert.EndsAt);
        writer.WriteBool(Fields.IsTimeout, alert.IsTimeout);
        writer.WriteText(Fields.GeneratorUrl, alert.GeneratorUrl);
        AlertTime.Write(writer, Fields.UpdatedAt, alert.UpdatedAt);
    }

    /// <summary>Reads the fields of an alert to the end of the message.</summary>
    public static PostedAlert Read(scoped ref ProtoReader reader)
    {
        List<KeyValuePair<string, string>> labels = [], annotations = [];
        DateTimeOffset starts = default, ends = default, updated = default;
        var isTimeout = false;
        var generator = "";
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Labels: labels.Add(LabelSetCodec.Read(ref reader)); break;
                case Fields.Annotations: annotations.Add(LabelSetCodec.Read(ref reader)); break;
                case Fields.StartsAt: starts = AlertTime.Read(ref reader); break;
                case Fields.EndsAt: ends = AlertTime.Read(ref reader); break;
                case Fields.IsTimeout: isTimeout = reader.ReadBool(); break;
                case Fields.GeneratorUrl: generator = reader.ReadText(); break;
                case Fields.UpdatedAt: updated = AlertTime.Read(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        if (labels.Count == 0) reader.Fail(WireError.MissingField);
        return new PostedAlert
        {
            Labels = LabelSet.Of(labels),
            Annotations = LabelSet.Of(annotations),
            StartsAt = starts,
            EndsAt = ends,
            IsTimeout = isTimeout,
            GeneratorUrl = generator,
            UpdatedAt = updated,
        };
    }
}
