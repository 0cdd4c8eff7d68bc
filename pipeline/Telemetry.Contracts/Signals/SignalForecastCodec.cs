using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Signals;

/// <summary>Encoding of a <see cref="SignalForecast"/> inside a <see cref="SignalPoint"/>.</summary>
internal static class SignalForecastCodec
{
    private static class Fields
    {
        public const int AsOfMs = 1;
        public const int Limit = 2;
        public const int LimitSource = 3;
        public const int Horizons = 4;
        public const int EarliestBreachMs = 5;
        public const int ExpectedBreachMs = 6;
        public const int LatestBreachMs = 7;
        public const int Warning = 8;
    }

    private static class HorizonFields
    {
        public const int HorizonMs = 1;
        public const int Low = 2;
        public const int Median = 3;
        public const int High = 4;
        public const int BreachProbability = 5;
    }

    public static void Write(ProtoWriter writer, int field, SignalForecast forecast)
    {
        var begin = writer.BeginMessage(field);
        writer.WriteInt64(Fields.AsOfMs, forecast.AsOfMs);
        WriteKnown(writer, Fields.Limit, forecast.Limit);
        writer.WriteVarint(Fields.LimitSource, (ulong)forecast.LimitSource);
        foreach (var horizon in forecast.Horizons) Write(writer, horizon);
        WriteKnown(writer, Fields.EarliestBreachMs, forecast.EarliestBreachMs);
        WriteKnown(writer, Fields.ExpectedBreachMs, forecast.ExpectedBreachMs);
        WriteKnown(writer, Fields.LatestBreachMs, forecast.LatestBreachMs);
        if (forecast.Warning != BreachWarning.None) writer.WriteVarint(Fields.Warning, (ulong)forecast.Warning);
        writer.EndMessage(begin);
    }

    public static SignalForecast Read(scoped ref ProtoReader reader)
    {
        long asOfMs = 0;
        double limit = double.NaN, earliest = double.NaN, expected = double.NaN, latest = double.NaN;
        int source = 0, warning = 0;
        var horizons = new List<HorizonForecast>();
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.AsOfMs: asOfMs = reader.ReadInt64(); break;
                case Fields.Limit: limit = reader.ReadDouble(); break;
                case Fields.LimitSource: source = reader.ReadInt32(); break;
                case Fields.Horizons: ReadHorizon(ref reader, horizons); break;
                case Fields.EarliestBreachMs: earliest = reader.ReadDouble(); break;
                case Fields.ExpectedBreachMs: expected = reader.ReadDouble(); break;
                case Fields.LatestBreachMs: latest = reader.ReadDouble(); break;
                case Fields.Warning: warning = reader.ReadInt32(); break;
                default: reader.Skip(); break;
            }
        }

        var isKnown = source is >= (int)LimitSource.Promised and <= (int)LimitSource.Learned && warning is >= 0 and <= (int)BreachWarning.Imminent;
        if (!isKnown || horizons.Count > SignalForecast.MaxHorizons) reader.Fail(WireError.ValueOutOfRange);
        return new SignalForecast(asOfMs, limit, (LimitSource)source, horizons)
        {
            EarliestBreachMs = earliest,
            ExpectedBreachMs = expected,
            LatestBreachMs = latest,
            Warning = (BreachWarning)warning,
        };
    }

    private static void Write(ProtoWriter writer, HorizonForecast horizon)
    {
        var begin = writer.BeginMessage(Fields.Horizons);
        writer.WriteInt64(HorizonFields.HorizonMs, horizon.HorizonMs);
        writer.WriteDouble(HorizonFields.Low, horizon.Low);
        writer.WriteDouble(HorizonFields.Median, horizon.Median);
        writer.WriteDouble(HorizonFields.High, horizon.High);
        WriteKnown(writer, HorizonFields.BreachProbability, horizon.BreachProbability);
        writer.EndMessage(begin);
    }

    private static void ReadHorizon(scoped ref ProtoReader outer, List<HorizonForecast> horizons)
    {
        var reader = outer.ReadMessage();
        long horizonMs = 0;
        double low = double.NaN, median = double.NaN, high = double.NaN, breach = double.NaN;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case HorizonFields.HorizonMs: horizonMs = reader.ReadInt64(); break;
                case HorizonFields.Low: low = reader.ReadDouble(); break;
                case HorizonFields.Median: median = reader.ReadDouble(); break;
                case HorizonFields.High: high = reader.ReadDouble(); break;
                case HorizonFields.BreachProbability: breach = reader.ReadDouble(); break;
                default: reader.Skip(); break;
            }
        }

        outer.Adopt(reader.Failure);
        horizons.Add(new HorizonForecast(horizonMs, low, median, high, breach));
    }

    private static void WriteKnown(ProtoWriter writer, int field, double value)
    {
        if (!double.IsNaN(value)) writer.WriteDouble(field, value);
    }
}
