using System.Text;
using Telemetry.Collector.Exposition.Protobuf;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Collector.Exposition.Strict;

namespace Telemetry.Collector.Exposition.Printing;

/// <summary>Decodes a protobuf page as the samples that a text page would have, a native histogram as one.</summary>
internal sealed class MessagePrinter(Action<PrintedSample> print) : IMetricMessageHandler
{
    private const double MillisecondsPerSecond = 1000;

    private string _family = "";
    private FamilyType _type;

    /// <summary>Valid, or the first message that could not be read.</summary>
    public PageVerdict Verdict { get; private set; } = PageVerdict.Valid;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> ExpectedLabels => [];

    /// <summary>Prints all samples of the page and returns the first bad message.</summary>
    public static PageVerdict Print(ReadOnlySpan<byte> body, Action<PrintedSample> print)
    {
        var printer = new MessagePrinter(print);
        ProtobufReader.Read(body, ref printer);
        return printer.Verdict;
    }

    /// <inheritdoc/>
    public void Family(in FamilyHead head) => (_family, _type) = (Encoding.UTF8.GetString(head.Name), head.Type);

    /// <inheritdoc/>
    public BadLineReason Metric(in MetricMessage message)
    {
        if (!MessageSamples.TryCount(message, _type, out _)) return BadLineReason.InvalidMessage;
        var labels = new List<Label>();
        var pairs = new LabelPairs(message.Labels);
        while (pairs.MoveNext()) labels.Add(new Label(Encoding.UTF8.GetString(pairs.Current.Name), Encoding.UTF8.GetString(pairs.Current.Value)));
        if (pairs.Fault != BadLineReason.None) return pairs.Fault;
        var sample = new PrintedSample
        {
            Name = _family,
            Type = FamilyTypes.Word(_type, ExpositionFormat.Protobuf),
            Labels = labels,
            TimestampMs = message.TimestampMs == 0 ? null : message.TimestampMs,
        };
        return _type switch
        {
            FamilyType.Summary => PrintSummary(sample, message.Value),
            FamilyType.Histogram or FamilyType.GaugeHistogram => PrintHistogram(sample, message.Value),
            _ => PrintNumber(sample, message.Value),
        };
    }

    /// <inheritdoc/>
    public void BadMessage(BadLineReason reason, ReadOnlySpan<byte> family, int message) =>
        Verdict = Verdict.IsValid ? new PageVerdict(message, $"{reason.Describe()} ({Encoding.UTF8.GetString(family)})") : Verdict;

    private BadLineReason PrintNumber(PrintedSample sample, ReadOnlySpan<byte> value)
    {
        if (!NumberMessage.TryRead(value, out var number)) return BadLineReason.InvalidMessage;
        print(sample with { Value = number.Value, CreatedMs = Milliseconds(number.CreatedSeconds), Exemplar = ExemplarMessage.Read(number.Exemplar) });
        return BadLineReason.None;
    }

    private BadLineReason PrintSummary(PrintedSample sample, ReadOnlySpan<byte> value)
    {
        SummaryMessage.TryRead(value, out var summary);
        var created = sample with { CreatedMs = Milliseconds(summary.CreatedSeconds) };
        print(created with { Name = _family + "_count", Value = summary.Count });
        print(created with { Name = _family + "_sum", Value = summary.Sum });
        var quantiles = new RepeatedMessages(value, ClientModel.Summary.Quantile);
        while (quantiles.MoveNext())
        {
            if (!SummaryMessage.TryReadQuantile(quantiles.Current, out var level, out var at)) return BadLineReason.InvalidMessage;
            print(created with { Labels = [.. sample.Labels, new Label("quantile", FloatText.PrintBound(level))], Value = at });
        }

        return BadLineReason.None;
    }

    private BadLineReason PrintHistogram(PrintedSample sample, ReadOnlySpan<byte> value)
    {
        HistogramMessage.TryRead(value, out var histogram);
        var created = sample with { CreatedMs = Milliseconds(histogram.CreatedSeconds) };
        if (MessageSamples.IsNative(histogram, _type)) return PrintNative(created, histogram);
        print(created with { Name = _family + "_count", Value = histogram.Count });
        print(created with { Name = _family + "_sum", Value = histogram.Sum });
        var buckets = new RepeatedMessages(value, ClientModel.Histogram.Bucket);
        while (buckets.MoveNext())
        {
            if (!BucketMessage.TryRead(buckets.Current, out var bucket)) return BadLineReason.InvalidMessage;
            print(Bucket(created, bucket.UpperBound, bucket.CumulativeCount) with { Exemplar = ExemplarMessage.Read(bucket.Exemplar) });
        }

        if (!MessageSamples.HasInfinity(histogram)) print(Bucket(created, double.PositiveInfinity, histogram.Count));
        return BadLineReason.None;
    }

    private PrintedSample Bucket(PrintedSample sample, double bound, double count) => sample with
    {
        Name = _family + "_bucket",
        Labels = [.. sample.Labels, new Label("le", FloatText.PrintBound(bound))],
        Value = count,
    };

    private BadLineReason PrintNative(PrintedSample sample, in HistogramMessage histogram)
    {
        var native = new NativeHistogram();
        if (!native.TryTake(histogram)) return BadLineReason.InvalidHistogram;
        print(sample with
        {
            Value = histogram.Count,
            Exemplar = ExemplarMessage.FirstOf(histogram.Message),
            Native = new PrintedNative(native.Schema, native.Sum, native.ZeroThreshold, native.ZeroCount,
                native.Positive.Offset, native.Positive.Counts.ToArray(), native.Negative.Offset, native.Negative.Counts.ToArray()),
        });
        return BadLineReason.None;
    }

    private static long? Milliseconds(double seconds) => double.IsNaN(seconds) ? null : (long)Math.Floor(seconds * MillisecondsPerSecond);
}
