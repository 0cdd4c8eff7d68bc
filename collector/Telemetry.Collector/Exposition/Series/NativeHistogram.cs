using Telemetry.Collector.Exposition.Protobuf;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>The native histogram of one metric, as the latest scrape had it.</summary>
internal sealed class NativeHistogram
{
    private const int MinSchema = -4;
    private const int MaxSchema = 8;

    // The coarsest scale that OTLP knows.
    private const int LowestScale = -10;

    // Whole counts are exact; sums of floats are not.
    private const double Rounding = 1e-6;

    /// <summary>Resolution: each bucket is 2^(2^-schema) times as wide as the one before. Lower than the page's where that has too many buckets.</summary>
    public int Schema { get; private set; }

    /// <summary>Half the width of the bucket around zero.</summary>
    public double ZeroThreshold { get; private set; }

    /// <summary>Observations around zero.</summary>
    public ulong ZeroCount { get; private set; }

    /// <summary>Sum of the observations.</summary>
    public double Sum { get; private set; }

    /// <summary>Buckets above zero.</summary>
    public NativeBuckets Positive { get; } = new(
        ClientModel.Histogram.PositiveSpan, ClientModel.Histogram.PositiveDelta, ClientModel.Histogram.PositiveCount);

    /// <summary>Buckets below zero, by the distance from it.</summary>
    public NativeBuckets Negative { get; } = new(
        ClientModel.Histogram.NegativeSpan, ClientModel.Histogram.NegativeDelta, ClientModel.Histogram.NegativeCount);

    /// <summary>Takes the scrape's buckets; false where they contradict each other, and then nothing here counts.</summary>
    public bool TryTake(in HistogramMessage message)
    {
        var head = message.Native;
        if (head.Schema is < MinSchema or > MaxSchema || !(head.ZeroThreshold >= 0) || !(head.ZeroCount >= 0)) return false;
        var (above, below) = (Positive.Measure(message.Message), Negative.Measure(message.Message));
        if (above < 0 || below < 0) return false;
        var steps = Math.Max(above, below);
        if (head.Schema - steps < LowestScale) return false;
        if (!Positive.TryFill(message.Message, steps, out var positive) || !Negative.TryFill(message.Message, steps, out var negative)) return false;
        Schema = head.Schema - steps;
        ZeroThreshold = head.ZeroThreshold;
        ZeroCount = (ulong)Math.Round(head.ZeroCount);
        Sum = message.Sum;
        // Fewer in the buckets than counted: observations of NaN, which belong to none.
        return positive + negative + head.ZeroCount <= message.Count * (1 + Rounding);
    }
}
