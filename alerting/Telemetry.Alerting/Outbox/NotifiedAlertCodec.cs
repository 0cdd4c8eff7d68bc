using Telemetry.Alerting.Grouping;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Outbox;

/// <summary>Encoding of one <see cref="NotifiedAlert"/> inside a group's data.</summary>
internal static class NotifiedAlertCodec
{
    private static class Fields
    {
        public const int Status = 1;
        public const int Label = 2;
        public const int Annotation = 3;
        public const int StartsAt = 4;
        public const int EndsAt = 5;
        public const int GeneratorUrl = 6;
        public const int Fingerprint = 7;
    }

    public static void Write(ProtoWriter writer, NotifiedAlert alert)
    {
        writer.WriteText(Fields.Status, alert.Status);
        LabelSetCodec.Write(writer, Fields.Label, alert.Labels as LabelSet ?? LabelSet.Of(alert.Labels));
        LabelSetCodec.Write(writer, Fields.Annotation, alert.Annotations as LabelSet ?? LabelSet.Of(alert.Annotations));
        AlertTime.Write(writer, Fields.StartsAt, alert.StartsAt);
        AlertTime.Write(writer, Fields.EndsAt, alert.EndsAt);
        writer.WriteText(Fields.GeneratorUrl, alert.GeneratorUrl);
        writer.WriteText(Fields.Fingerprint, alert.Fingerprint);
    }

    public static NotifiedAlert Read(scoped ref ProtoReader reader)
    {
        string status = "", generatorUrl = "", fingerprint = "";
        List<KeyValuePair<string, string>> labels = [], annotations = [];
        DateTimeOffset startsAt = default, endsAt = default;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Status: status = reader.ReadText(); break;
                case Fields.Label: labels.Add(LabelSetCodec.Read(ref reader)); break;
                case Fields.Annotation: annotations.Add(LabelSetCodec.Read(ref reader)); break;
                case Fields.StartsAt: startsAt = AlertTime.Read(ref reader); break;
                case Fields.EndsAt: endsAt = AlertTime.Read(ref reader); break;
                case Fields.GeneratorUrl: generatorUrl = reader.ReadText(); break;
                case Fields.Fingerprint: fingerprint = reader.ReadText(); break;
                default: reader.Skip(); break;
            }
        }

        return new NotifiedAlert(status, LabelSet.Of(labels), LabelSet.Of(annotations), startsAt, endsAt, generatorUrl, fingerprint);
    }
}
