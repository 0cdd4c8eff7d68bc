using System.Text;
using BenchmarkDotNet.Attributes;
using Telemetry.Benchmarks.Input;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Benchmarks.Micro;

/// <summary>From an OTLP record to points; the baseline makes strings of labels, as decoders into objects do.</summary>
public class DecodeBenchmarks : ICounted
{
    private byte[] _record = [];

    /// <inheritdoc/>
    public Workload PerOperation => new(SampleScrape.Histograms + SampleScrape.Counters, "points", _record.Length);

    /// <inheritdoc/>
    [GlobalSetup]
    public void Setup() => _record = new SampleScrape(seed: 1).Write(new MetricsRecordWriter()).ToArray();

    /// <summary>Walks the record, hashing every series and summing every bucket.</summary>
    [Benchmark(Description = "OTLP record, series by hash")]
    public ulong ByHash()
    {
        ulong total = 0;
        var reader = new MetricsRecordReader(_record);
        while (reader.Read())
        {
            if (reader.Token == MetricsToken.Number) total += reader.Number.Attributes.Hash();
            if (reader.Token == MetricsToken.Histogram) total += reader.Histogram.Attributes.Hash() + Sum(reader.Histogram.BucketCounts);
        }

        return total;
    }

    /// <summary>The same with a string for every label.</summary>
    [Benchmark(Description = "OTLP record, labels as strings", Baseline = true)]
    public ulong AsStrings()
    {
        ulong total = 0;
        var reader = new MetricsRecordReader(_record);
        while (reader.Read())
        {
            if (reader.Token == MetricsToken.Number) total += Labels(reader.Number.Attributes);
            if (reader.Token == MetricsToken.Histogram) total += Labels(reader.Histogram.Attributes) + Sum(reader.Histogram.BucketCounts);
        }

        return total;
    }

    private static ulong Labels(AttributeList attributes)
    {
        ulong characters = 0;
        foreach (var attribute in attributes) characters += (ulong)(Encoding.UTF8.GetString(attribute.Key).Length + attribute.ValueText().Length);
        return characters;
    }

    private static ulong Sum(ReadOnlySpan<ulong> counts)
    {
        ulong sum = 0;
        foreach (var count in counts) sum += count;
        return sum;
    }
}
