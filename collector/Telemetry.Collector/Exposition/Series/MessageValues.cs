using Telemetry.Collector.Exposition.Protobuf;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>
/// Writes the values of one message into the series of its metric. They come in the same order every time, so the series expected next is
/// tried first.
/// </summary>
internal ref struct MessageValues(SeriesTable table, LabeledMetric metric, PageReading reading, long timestampMs)
{
    private int _next;

    /// <summary>Takes the value of a message whose form has been checked.</summary>
    /// <returns>What is wrong with its content; then nothing of it is recorded.</returns>
    public BadLineReason Take(in MetricMessage message, FamilyType type) => type switch
    {
        FamilyType.Summary => TakeSummary(message.Value),
        FamilyType.Histogram or FamilyType.GaugeHistogram => TakeHistogram(message.Value, type),
        _ => TakeNumber(message.Value),
    };

    private BadLineReason TakeNumber(ReadOnlySpan<byte> message)
    {
        if (!NumberMessage.TryRead(message, out var number)) return BadLineReason.InvalidMessage;
        Put(SeriesRole.Value, double.NaN, number.Value, "");
        PutCreated(number.CreatedSeconds);
        return BadLineReason.None;
    }

    private BadLineReason TakeSummary(ReadOnlySpan<byte> message)
    {
        SummaryMessage.TryRead(message, out var summary);
        var quantiles = new RepeatedMessages(message, ClientModel.Summary.Quantile);
        while (quantiles.MoveNext())
        {
            if (!SummaryMessage.TryReadQuantile(quantiles.Current, out _, out _)) return BadLineReason.InvalidMessage;
        }

        quantiles = new RepeatedMessages(message, ClientModel.Summary.Quantile);
        while (quantiles.MoveNext())
        {
            SummaryMessage.TryReadQuantile(quantiles.Current, out var level, out var value);
            Put(SeriesRole.Quantile, level, value, "");
        }

        Put(SeriesRole.Sum, double.NaN, summary.Sum, "_sum");
        Put(SeriesRole.Count, double.NaN, summary.Count, "_count");
        PutCreated(summary.CreatedSeconds);
        return BadLineReason.None;
    }

    private BadLineReason TakeHistogram(ReadOnlySpan<byte> message, FamilyType type)
    {
        HistogramMessage.TryRead(message, out var histogram);
        if (MessageSamples.IsNative(histogram, type)) return TakeNative(histogram);
        var buckets = new RepeatedMessages(message, ClientModel.Histogram.Bucket);
        while (buckets.MoveNext())
        {
            if (!BucketMessage.TryRead(buckets.Current, out _)) return BadLineReason.InvalidMessage;
        }

        buckets = new RepeatedMessages(message, ClientModel.Histogram.Bucket);
        while (buckets.MoveNext())
        {
            BucketMessage.TryRead(buckets.Current, out var bucket);
            Put(SeriesRole.Bucket, bucket.UpperBound, bucket.CumulativeCount, "_bucket");
        }

        if (!MessageSamples.HasInfinity(histogram)) Put(SeriesRole.Bucket, double.PositiveInfinity, histogram.Count, "_bucket");
        Put(SeriesRole.Sum, double.NaN, histogram.Sum, "_sum");
        Put(SeriesRole.Count, double.NaN, histogram.Count, "_count");
        PutCreated(histogram.CreatedSeconds);
        return BadLineReason.None;
    }

    private BadLineReason TakeNative(in HistogramMessage histogram)
    {
        var native = metric.Message!.Native ??= new NativeHistogram();
        if (!native.TryTake(histogram)) return BadLineReason.InvalidHistogram;
        Put(SeriesRole.Native, double.NaN, histogram.Count, "");
        PutCreated(histogram.CreatedSeconds);
        return BadLineReason.None;
    }

    private void PutCreated(double seconds)
    {
        if (double.IsNaN(seconds)) return;
        Put(SeriesRole.Created, double.NaN, seconds, "_created");
        // It is no line of a text page.
        reading.Samples--;
    }

    private void Put(SeriesRole role, double bound, double value, string suffix)
    {
        var series = Expected(role, bound) ?? metric.Find(role, bound) ?? table.AddPart(metric, role, bound, suffix);
        reading.Samples++;
        if (series.LastSeen == table.Generation) reading.Duplicates++;
        else reading.Present++;
        series.Record(value, timestampMs != 0, timestampMs, table.Generation);
    }

    private SeriesEntry? Expected(SeriesRole role, double bound)
    {
        var series = metric.Series;
        if (_next >= series.Count) return null;
        var expected = series[_next++];
        return expected.Role == role && expected.Bound.Equals(bound) ? expected : null;
    }
}
