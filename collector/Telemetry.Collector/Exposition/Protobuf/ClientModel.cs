namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>Field numbers of <c>io.prometheus.client</c>, as Prometheus's client_model publishes them.</summary>
internal static class ClientModel
{
    internal static class Family
    {
        public const int Name = 1;
        public const int Help = 2;
        public const int Type = 3;
        public const int Metric = 4;
        public const int Unit = 5;
    }

    internal static class Metric
    {
        public const int Label = 1;
        public const int Gauge = 2;
        public const int Counter = 3;
        public const int Summary = 4;
        public const int Untyped = 5;
        public const int TimestampMs = 6;
        public const int Histogram = 7;
    }

    internal static class LabelPair
    {
        public const int Name = 1;
        public const int Value = 2;
    }

    /// <summary>Shared by gauge, counter and untyped; only a counter has more than the value.</summary>
    internal static class Number
    {
        public const int Value = 1;
        public const int Exemplar = 2;
        public const int Created = 3;
    }

    internal static class Summary
    {
        public const int Count = 1;
        public const int Sum = 2;
        public const int Quantile = 3;
        public const int Created = 4;
    }

    internal static class Quantile
    {
        public const int Level = 1;
        public const int Value = 2;
    }

    internal static class Histogram
    {
        public const int Count = 1;
        public const int Sum = 2;
        public const int Bucket = 3;
        public const int CountFloat = 4;
        public const int Schema = 5;
        public const int ZeroThreshold = 6;
        public const int ZeroCount = 7;
        public const int ZeroCountFloat = 8;
        public const int NegativeSpan = 9;
        public const int NegativeDelta = 10;
        public const int NegativeCount = 11;
        public const int PositiveSpan = 12;
        public const int PositiveDelta = 13;
        public const int PositiveCount = 14;
        public const int Created = 15;
        public const int Exemplar = 16;
    }

    internal static class Bucket
    {
        public const int CumulativeCount = 1;
        public const int UpperBound = 2;
        public const int Exemplar = 3;
        public const int CumulativeCountFloat = 4;
    }

    internal static class Span
    {
        public const int Offset = 1;
        public const int Length = 2;
    }

    internal static class Exemplar
    {
        public const int Label = 1;
        public const int Value = 2;
        public const int Timestamp = 3;
    }

    internal static class Timestamp
    {
        public const int Seconds = 1;
        public const int Nanos = 2;
    }
}
