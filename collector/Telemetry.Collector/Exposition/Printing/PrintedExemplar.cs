using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.Exposition.Printing;

/// <summary>An exemplar decoded for printing.</summary>
/// <param name="Labels">In the order of the page.</param>
/// <param name="Value">Value of the observation.</param>
/// <param name="TimestampMs">Unix milliseconds, or null.</param>
internal sealed record PrintedExemplar(IReadOnlyList<Label> Labels, double Value, long? TimestampMs)
{
    public static PrintedExemplar? Of(ExemplarSpan exemplar) => !exemplar.Exists
        ? null
        : new PrintedExemplar(
            LabelList.Read(exemplar.Labels, ExpositionFormat.OpenMetrics),
            exemplar.Value,
            exemplar.HasTimestamp ? exemplar.TimestampMs : null);
}
