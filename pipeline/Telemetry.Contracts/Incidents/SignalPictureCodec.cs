using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Incidents;

/// <summary>Encoding of one <see cref="SignalPicture"/> inside an <see cref="IncidentRecord"/>.</summary>
internal static class SignalPictureCodec
{
    private static class Fields
    {
        public const int Signal = 1;
        public const int Component = 2;
        public const int Instance = 3;
        public const int NormalLow = 4;
        public const int NormalHigh = 5;
        public const int Points = 6;
        public const int PointAtMs = 1;
        public const int PointValue = 2;
    }

    public static void Write(ProtoWriter writer, SignalPicture picture)
    {
        writer.WriteText(Fields.Signal, picture.Signal);
        writer.WriteText(Fields.Component, picture.Component);
        writer.WriteText(Fields.Instance, picture.Instance);
        writer.WriteDouble(Fields.NormalLow, picture.NormalLow);
        writer.WriteDouble(Fields.NormalHigh, picture.NormalHigh);
        for (var i = 0; i < Math.Min(picture.Points.Count, SignalPicture.MaxPoints); i++)
        {
            var begin = writer.BeginMessage(Fields.Points);
            writer.WriteInt64(Fields.PointAtMs, picture.Points[i].At.ToUnixTimeMilliseconds());
            writer.WriteDouble(Fields.PointValue, picture.Points[i].Value);
            writer.EndMessage(begin);
        }
    }

    public static SignalPicture Read(scoped ref ProtoReader reader)
    {
        string signal = "", component = "", instance = "";
        double low = double.NaN, high = double.NaN;
        var points = new List<PicturePoint>();
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Signal: signal = reader.ReadText(); break;
                case Fields.Component: component = reader.ReadText(); break;
                case Fields.Instance: instance = reader.ReadText(); break;
                case Fields.NormalLow: low = reader.ReadDouble(); break;
                case Fields.NormalHigh: high = reader.ReadDouble(); break;
                case Fields.Points:
                    var inner = reader.ReadMessage();
                    points.Add(ReadPoint(ref inner));
                    reader.Adopt(inner.Failure);
                    break;
                default: reader.Skip(); break;
            }
        }

        return new SignalPicture(signal, component, instance, low, high, points);
    }

    private static PicturePoint ReadPoint(scoped ref ProtoReader reader)
    {
        DateTimeOffset at = default;
        var value = double.NaN;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.PointAtMs: at = reader.ReadTime(); break;
                case Fields.PointValue: value = reader.ReadDouble(); break;
                default: reader.Skip(); break;
            }
        }

        return new PicturePoint(at, value);
    }
}
