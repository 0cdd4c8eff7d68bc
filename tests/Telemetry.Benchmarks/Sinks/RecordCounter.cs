using Telemetry.Contracts.Metrics;

namespace Telemetry.Benchmarks.Sinks;

/// <summary>Counts the page lines behind one of our metrics records.</summary>
internal static class RecordCounter
{
    public static void Count(ReadOnlySpan<byte> record, Action<string, long, int> add)
    {
        var reader = new MetricsRecordReader(record);
        var (samples, isOwn) = (0, false);
        while (reader.Read())
        {
            if (reader.Token == MetricsToken.Metric) isOwn = ScrapeSink.IsOwn(reader.Metric.Name);
            else if (isOwn) continue;
            else if (reader.Token == MetricsToken.Number && !reader.Number.IsStale) samples++;
            else if (reader.Token == MetricsToken.Histogram && !reader.Histogram.IsStale)
                samples += reader.Histogram.BucketCounts.Length + 1 + (double.IsNaN(reader.Histogram.Sum) ? 0 : 1);
        }

        if (reader.Failure.Failed) throw new InvalidOperationException($"A record cannot be read: {reader.Failure.Error} at {reader.Failure.Position}.");
        add(reader.Resource.ToTarget().Instance, reader.Resource.ScrapeTimeMs, samples);
    }
}
