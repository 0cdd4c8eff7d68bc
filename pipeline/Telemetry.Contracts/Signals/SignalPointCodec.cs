using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Signals;

/// <summary>Encoding of one <see cref="SignalPoint"/> inside a <see cref="SignalRecord"/>.</summary>
internal static class SignalPointCodec
{
    private static class Fields
    {
        public const int Signal = 1;
        public const int Family = 2;
        public const int Series = 3;
        public const int Component = 4;
        public const int Verdict = 5;
        public const int Score = 6;
        public const int Magnitude = 7;
        public const int OnsetMs = 8;
        public const int Value = 9;
        public const int Baseline = 10;
        public const int Unit = 11;
        public const int Typical = 12;
        public const int TypicalBaseline = 13;
        public const int Moved = 14;
        public const int Adopted = 15;
        public const int Forecast = 16;
    }

    public static void Write(ProtoWriter writer, in SignalPoint point)
    {
        writer.WriteText(Fields.Signal, point.Signal);
        writer.WriteText(Fields.Family, point.Family);
        writer.WriteText(Fields.Series, point.Series);
        writer.WriteText(Fields.Component, point.Component);
        writer.WriteVarint(Fields.Verdict, (ulong)point.Verdict);
        writer.WriteDouble(Fields.Score, point.Score);
        writer.WriteDouble(Fields.Magnitude, point.Magnitude);
        writer.WriteInt64(Fields.OnsetMs, point.OnsetMs);
        writer.WriteDouble(Fields.Value, point.Value);
        writer.WriteDouble(Fields.Baseline, point.Baseline);
        writer.WriteText(Fields.Unit, point.Unit);
        if (!double.IsNaN(point.Typical)) writer.WriteDouble(Fields.Typical, point.Typical);
        if (!double.IsNaN(point.TypicalBaseline)) writer.WriteDouble(Fields.TypicalBaseline, point.TypicalBaseline);
        BucketMovementCodec.Write(writer, Fields.Moved, point.Moved);
        if (point.Forecast is { } forecast) SignalForecastCodec.Write(writer, Fields.Forecast, forecast);
        if (point.IsAdopted) writer.WriteBool(Fields.Adopted, point.IsAdopted);
    }

    public static SignalPoint Read(scoped ref ProtoReader reader)
    {
        string signal = "", family = "", series = "", component = "", unit = "";
        var verdict = 0;
        double score = 0, magnitude = 0, value = double.NaN, baseline = double.NaN, typical = double.NaN, typicalBaseline = double.NaN;
        long onsetMs = 0;
        List<BucketMovement>? moved = null;
        var isAdopted = false;
        SignalForecast? forecast = null;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Signal: signal = reader.ReadText(); break;
                case Fields.Family: family = reader.ReadText(); break;
                case Fields.Series: series = reader.ReadText(); break;
                case Fields.Component: component = reader.ReadText(); break;
                case Fields.Verdict: verdict = reader.ReadInt32(); break;
                case Fields.Score: score = reader.ReadDouble(); break;
                case Fields.Magnitude: magnitude = reader.ReadDouble(); break;
                case Fields.OnsetMs: onsetMs = reader.ReadInt64(); break;
                case Fields.Value: value = reader.ReadDouble(); break;
                case Fields.Baseline: baseline = reader.ReadDouble(); break;
                case Fields.Unit: unit = reader.ReadText(); break;
                case Fields.Typical: typical = reader.ReadDouble(); break;
                case Fields.TypicalBaseline: typicalBaseline = reader.ReadDouble(); break;
                case Fields.Moved: BucketMovementCodec.Read(ref reader, ref moved); break;
                case Fields.Adopted: isAdopted = reader.ReadBool(); break;
                case Fields.Forecast:
                    var inner = reader.ReadMessage();
                    forecast = SignalForecastCodec.Read(ref inner);
                    reader.Adopt(inner.Failure);
                    break;
                default: reader.Skip(); break;
            }
        }

        if (signal.Length == 0) reader.Fail(WireError.MissingField);
        if (verdict is < (int)Verdict.Warming or > (int)Verdict.NoEvidence) reader.Fail(WireError.ValueOutOfRange);
        return new SignalPoint(signal, family, series, component, (Verdict)verdict, score, magnitude, onsetMs, value, baseline, unit)
        {
            Typical = typical,
            TypicalBaseline = typicalBaseline,
            Moved = (IReadOnlyList<BucketMovement>?)moved ?? [],
            IsAdopted = isAdopted,
            Forecast = forecast,
        };
    }
}
