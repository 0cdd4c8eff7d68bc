using System.Text;

namespace Telemetry.Hosting.MetricsPage;

/// <summary>A histogram of the built-in page; a bucket counts values up to and including its bound.</summary>
internal sealed class TextHistogramSeries(IReadOnlyList<double> bounds) : ITextSeries
{
    private readonly Lock _gate = new();
    private readonly double[] _bounds = [.. bounds];
    private readonly long[] _counts = new long[bounds.Count + 1];
    private double _sum;

    public void Record(double value)
    {
        if (double.IsNaN(value)) return;
        var position = Array.BinarySearch(_bounds, value);
        lock (_gate)
        {
            _counts[position < 0 ? ~position : position]++;
            _sum += value;
        }
    }

    public void WriteTo(StringBuilder page, string family, string labels)
    {
        long[] counts;
        double sum;
        lock (_gate)
        {
            counts = [.. _counts];
            sum = _sum;
        }
        long below = 0;
        for (var index = 0; index < counts.Length; index++)
        {
            below += counts[index];
            var bound = index < _bounds.Length ? _bounds[index] : double.PositiveInfinity;
            var separator = labels.Length == 0 ? "" : ",";
            PageText.Line(page, family + "_bucket", $"{labels}{separator}le=\"{PageText.Number(bound)}\"", below);
        }
        PageText.Line(page, family + "_sum", labels, sum);
        PageText.Line(page, family + "_count", labels, below);
    }
}
