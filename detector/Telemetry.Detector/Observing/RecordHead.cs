using System.Runtime.InteropServices;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Detector.Observing;

/// <summary>Which scrape a metrics record belongs to, and which part of it the record is.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordHead(ScrapeReading Scrape, long Part, long Parts, bool Ends)
{
    /// <summary>Reads the head of a well-formed record. A foreign one names no scrape time; its first point's time stands for it.</summary>
    public static RecordHead Of(ReadOnlySpan<byte> record)
    {
        var reader = new MetricsRecordReader(record);
        reader.Read();
        var resource = reader.Resource;
        var time = resource.ScrapeTimeMs;
        while (time == 0 && reader.Read())
        {
            if (reader.Token == MetricsToken.Number) time = reader.Number.TimeMs;
            else if (reader.Token == MetricsToken.Histogram) time = reader.Histogram.TimeMs;
            else if (reader.Token == MetricsToken.ExponentialHistogram) time = reader.ExponentialHistogram.TimeMs;
        }

        return new RecordHead(new ScrapeReading(time, resource.DurationMs, resource.IntervalMs) { Slot = resource.Slot }, resource.Part, resource.Parts, resource.Ends);
    }
}
