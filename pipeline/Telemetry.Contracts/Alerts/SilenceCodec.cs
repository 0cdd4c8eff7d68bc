using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Alerts;

/// <summary>Encoding of a <see cref="Silence"/> inside a message: <c>docs/formats/alerts.md</c>.</summary>
public static class SilenceCodec
{
    private static class Fields
    {
        public const int Id = 1;
        public const int Matchers = 2;
        public const int StartsAt = 3;
        public const int EndsAt = 4;
        public const int CreatedBy = 5;
        public const int Comment = 6;
        public const int UpdatedAt = 7;
        public const int MatcherName = 1;
        public const int MatcherValue = 2;
        public const int MatcherIsRegex = 3;
        public const int MatcherIsEqual = 4;
    }

    /// <summary>Writes the fields of a silence into the message at hand.</summary>
    public static void Write(ProtoWriter writer, Silence silence)
    {
        writer.WriteText(Fields.Id, silence.Id);
        foreach (var matcher in silence.Matchers)
        {
            var begin = writer.BeginMessage(Fields.Matchers);
            writer.WriteText(Fields.MatcherName, matcher.Name);
            writer.WriteText(Fields.MatcherValue, matcher.Value);
            writer.WriteBool(Fields.MatcherIsRegex, matcher.IsRegex);
            writer.WriteBool(Fields.MatcherIsEqual, matcher.IsEqual);
            writer.EndMessage(begin);
        }

        AlertTime.Write(writer, Fields.StartsAt, silence.StartsAt);
        AlertTime.Write(writer, Fields.EndsAt, silence.EndsAt);
        writer.WriteText(Fields.CreatedBy, silence.CreatedBy);
        writer.WriteText(Fields.Comment, silence.Comment);
        AlertTime.Write(writer, Fields.UpdatedAt, silence.UpdatedAt);
    }

    /// <summary>Reads the fields of a silence to the end of the message.</summary>
    public static Silence Read(scoped ref ProtoReader reader)
    {
        string id = "", by = "", comment = "";
        DateTimeOffset starts = default, ends = default, updated = default;
        var matchers = new List<SilenceMatcher>();
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Id: id = reader.ReadText(); break;
                case Fields.Matchers: matchers.Add(ReadMatcher(ref reader)); break;
                case Fields.StartsAt: starts = AlertTime.Read(ref reader); break;
                case Fields.EndsAt: ends = AlertTime.Read(ref reader); break;
                case Fields.CreatedBy: by = reader.ReadText(); break;
                case Fields.Comment: comment = reader.ReadText(); break;
                case Fields.UpdatedAt: updated = AlertTime.Read(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        if (id.Length == 0 || matchers.Count == 0) reader.Fail(WireError.MissingField);
        return new Silence { Id = id, Matchers = matchers, StartsAt = starts, EndsAt = ends, CreatedBy = by, Comment = comment, UpdatedAt = updated };
    }

    private static SilenceMatcher ReadMatcher(scoped ref ProtoReader reader)
    {
        string name = "", value = "";
        bool isRegex = false, isEqual = true;
        var matcher = reader.ReadMessage();
        while (matcher.NextField())
        {
            switch (matcher.Field)
            {
                case Fields.MatcherName: name = matcher.ReadText(); break;
                case Fields.MatcherValue: value = matcher.ReadText(); break;
                case Fields.MatcherIsRegex: isRegex = matcher.ReadBool(); break;
                case Fields.MatcherIsEqual: isEqual = matcher.ReadBool(); break;
                default: matcher.Skip(); break;
            }
        }

        reader.Adopt(matcher.Failure);
        return new(name, value, isRegex, isEqual);
    }
}
