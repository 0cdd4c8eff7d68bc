namespace Telemetry.Contracts.Metrics;

/// <summary>Field numbers of OTLP metrics, version 1 of the protocol, as its specification publishes them.</summary>
internal static class OtlpFields
{
    internal static class Request
    {
        public const int ResourceMetrics = 1;
    }

    internal static class ResourceMetrics
    {
        public const int Resource = 1;
        public const int ScopeMetrics = 2;
    }

    internal static class Resource
    {
        public const int Attributes = 1;
    }

    internal static class ScopeMetrics
    {
        public const int Scope = 1;
        public const int Metrics = 2;
    }

    internal static class Scope
    {
        public const int Name = 1;
    }

    internal static class Metric
    {
        public const int Name = 1;
        public const int Unit = 3;
        public const int Gauge = 5;
        public const int Sum = 7;
        public const int Histogram = 9;
        public const int ExponentialHistogram = 10;
        public const int Summary = 11;
    }

    /// <summary>Shared by gauge, sum and histogram; a gauge has only the points.</summary>
    internal static class Data
    {
        public const int Points = 1;
        public const int Temporality = 2;
        public const int IsMonotonic = 3;
    }

    internal static class Number
    {
        public const int StartTime = 2;
        public const int Time = 3;
        public const int AsDouble = 4;
        public const int AsInt = 6;
        public const int Attributes = 7;
        public const int Flags = 8;
    }

    internal static class Histogram
    {
        public const int StartTime = 2;
        public const int Time = 3;
        public const int Count = 4;
        public const int Sum = 5;
        public const int BucketCounts = 6;
        public const int ExplicitBounds = 7;
        public const int Attributes = 9;
        public const int Flags = 10;
    }

    /// <summary>Start, time, count and sum have the numbers that they have in a histogram.</summary>
    internal static class ExponentialHistogram
    {
        public const int Attributes = 1;
        public const int StartTime = 2;
        public const int Time = 3;
        public const int Count = 4;
        public const int Sum = 5;
        public const int Scale = 6;
        public const int ZeroCount = 7;
        public const int Positive = 8;
        public const int Negative = 9;
        public const int Flags = 10;
        public const int ZeroThreshold = 14;
    }

    internal static class Buckets
    {
        public const int Offset = 1;
        public const int Counts = 2;
    }

    internal static class KeyValue
    {
        public const int Key = 1;
        public const int Value = 2;
    }

    internal static class AnyValue
    {
        public const int Text = 1;
        public const int Bool = 2;
        public const int Int = 3;
        public const int Double = 4;
    }

    /// <summary>Bit of a point's flags: the series has no value any more.</summary>
    public const ulong NoRecordedValue = 1;
}
