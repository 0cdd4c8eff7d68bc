using System.Globalization;
using System.Text;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Benchmarks.Input;

/// <summary>
/// A scrape of the shape of an API server's: <see cref="Histograms"/> latency histograms of 22 buckets and as many counters, each
/// with four labels. Generated, so that it is the same on every machine.
/// </summary>
internal sealed class SampleScrape
{
    public const int Histograms = 500;
    public const int Counters = 500;
    private const int PointsPerMetric = 50;

    private readonly PointAttributes[] _histogramLabels;
    private readonly PointAttributes[] _counterLabels;
    private readonly double[] _bounds = [.. Enumerable.Range(0, 22).Select(i => 0.005 * Math.Pow(1.5, i))];
    private readonly ulong[][] _counts;
    private readonly ScrapeHeader _header = new(new TargetId("bench", "apiserver", "10.0.0.1:6443"), 1_700_000_000_000, 40, 5000);

    public SampleScrape(int seed)
    {
        var random = new Random(seed);
        _histogramLabels = Labels(PointShape.Histogram, Histograms);
        _counterLabels = Labels(PointShape.Number, Counters);
        _counts = [.. Enumerable.Range(0, Histograms).Select(_ => Enumerable.Range(0, _bounds.Length + 1).Select(_ => (ulong)random.Next(1_000_000)).ToArray())];
    }

    public ReadOnlyMemory<byte> Write(MetricsRecordWriter writer)
    {
        writer.Begin(_header);
        for (var i = 0; i < Histograms; i++)
        {
            if (i % PointsPerMetric == 0) writer.BeginHistogram("apiserver_request_duration_seconds"u8);
            writer.AddHistogram(_histogramLabels[i], _bounds, _counts[i], sum: 123.5);
        }

        for (var i = 0; i < Counters; i++)
        {
            if (i % PointsPerMetric == 0) writer.BeginCounter("apiserver_request_total"u8);
            writer.AddNumber(_counterLabels[i], i);
        }

        return writer.End()[0];
    }

    private static PointAttributes[] Labels(PointShape shape, int count)
    {
        var builder = new PointAttributesBuilder();
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            builder.Begin(shape);
            builder.Add("group"u8, "apps"u8);
            builder.Add("resource"u8, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"resource-{i / 6}")));
            builder.Add("scope"u8, "namespace"u8);
            builder.Add("verb"u8, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"VERB{i % 6}")));
            return builder.Build();
        })];
    }
}
