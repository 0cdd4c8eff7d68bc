namespace Telemetry.Collector.Exposition;

/// <summary>The words of <c># TYPE</c> lines.</summary>
internal static class FamilyTypes
{
    /// <summary>Reads a type as either format spells it; <c>untyped</c> and <c>gauge_histogram</c> are words of the text format only.</summary>
    public static bool TryParse(ReadOnlySpan<byte> word, ExpositionFormat format, out FamilyType type)
    {
        type = word switch
        {
            _ when word.SequenceEqual("counter"u8) => FamilyType.Counter,
            _ when word.SequenceEqual("gauge"u8) => FamilyType.Gauge,
            _ when word.SequenceEqual("histogram"u8) => FamilyType.Histogram,
            _ when word.SequenceEqual("summary"u8) => FamilyType.Summary,
            _ when word.SequenceEqual("info"u8) => FamilyType.Info,
            _ when word.SequenceEqual("stateset"u8) => FamilyType.StateSet,
            _ when word.SequenceEqual("gaugehistogram"u8) => FamilyType.GaugeHistogram,
            _ => FamilyType.Unknown,
        };
        if (format == ExpositionFormat.Text && word.SequenceEqual("gauge_histogram"u8))
        {
            type = FamilyType.GaugeHistogram;
        }

        return type != FamilyType.Unknown
            || word.SequenceEqual("unknown"u8)
            || (format == ExpositionFormat.Text && word.SequenceEqual("untyped"u8));
    }

    /// <summary>The word for <paramref name="type"/> in <paramref name="format"/>.</summary>
    public static string Word(FamilyType type, ExpositionFormat format) => type switch
    {
        FamilyType.Counter => "counter",
        FamilyType.Gauge => "gauge",
        FamilyType.Histogram => "histogram",
        FamilyType.Summary => "summary",
        FamilyType.Info => "info",
        FamilyType.StateSet => "stateset",
        FamilyType.GaugeHistogram => "gaugehistogram",
        _ => format == ExpositionFormat.Text ? "untyped" : "unknown",
    };
}
