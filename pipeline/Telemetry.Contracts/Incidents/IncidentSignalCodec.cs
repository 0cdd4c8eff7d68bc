using Telemetry.Contracts.Signals;
using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Incidents;

/// <summary>Encoding of one <see cref="IncidentSignal"/> inside an <see cref="IncidentRecord"/>.</summary>
internal static class IncidentSignalCodec
{
    private static class Fields
    {
        public const int Signal = 1;
        public const int Family = 2;
        public const int Component = 3;
        public const int Instance = 4;
        public const int Score = 5;
        public const int OnsetMs = 6;
        public const int Value = 7;
        public const int Baseline = 8;
        public const int Unit = 9;
        public const int Title = 10;
        public const int Measure = 11;
        public const int Moved = 12;
        public const int BudgetFactor = 13;
        public const int Breach = 14;
    }

    public static void Write(ProtoWriter writer, IncidentSignal signal)
    {
        writer.WriteText(Fields.Signal, signal.Signal);
        writer.WriteText(Fields.Family, signal.Family);
        writer.WriteText(Fields.Component, signal.Component);
        writer.WriteText(Fields.Instance, signal.Instance);
        writer.WriteDouble(Fields.Score, signal.Score);
        writer.WriteInt64(Fields.OnsetMs, signal.Onset.ToUnixTimeMilliseconds());
        writer.WriteDouble(Fields.Value, signal.Value);
        writer.WriteDouble(Fields.Baseline, signal.Baseline);
        writer.WriteText(Fields.Unit, signal.Unit);
        if (signal.Title.Length > 0) writer.WriteText(Fields.Title, signal.Title);
        if (signal.Measure.Length > 0) writer.WriteText(Fields.Measure, signal.Measure);
        BucketMovementCodec.Write(writer, Fields.Moved, signal.Moved);
        if (signal.BudgetFactor != 1) writer.WriteDouble(Fields.BudgetFactor, signal.BudgetFactor);
        if (signal.Breach is { } breach) IncidentBreachCodec.Write(writer, Fields.Breach, breach);
    }

    public static IncidentSignal Read(scoped ref ProtoReader reader)
    {
        string signal = "", family = "", component = "", instance = "", unit = "", title = "", measure = "";
        double score = 0, value = double.NaN, baseline = double.NaN, budgetFactor = 1;
        DateTimeOffset onset = default;
        List<BucketMovement>? moved = null;
        IncidentBreach? breach = null;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Signal: signal = reader.ReadText(); break;
                case Fields.Family: family = reader.ReadText(); break;
                case Fields.Component: component = reader.ReadText(); break;
                case Fields.Instance: instance = reader.ReadText(); break;
                case Fields.Score: score = reader.ReadDouble(); break;
                case Fields.OnsetMs: onset = reader.ReadTime(); break;
                case Fields.Value: value = reader.ReadDouble(); break;
                case Fields.Baseline: baseline = reader.ReadDouble(); break;
                case Fields.Unit: unit = reader.ReadText(); break;
                case Fields.Title: title = reader.ReadText(); break;
                case Fields.Measure: measure = reader.ReadText(); break;
                case Fields.Moved: BucketMovementCodec.Read(ref reader, ref moved); break;
                case Fields.BudgetFactor: budgetFactor = reader.ReadDouble(); break;
                case Fields.Breach: breach = IncidentBreachCodec.Read(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        if (signal.Length == 0) reader.Fail(WireError.MissingField);
        return new IncidentSignal(signal, family, component, instance, score, onset, value, baseline, unit)
        {
            Title = title,
            Measure = measure,
            Moved = (IReadOnlyList<BucketMovement>?)moved ?? [],
            BudgetFactor = budgetFactor,
            Breach = breach,
        };
    }
}
