using System.Globalization;
using System.Text;
using Telemetry.Collector.Exposition;

namespace Telemetry.Collector.Tests.Exposition;

/// <summary>Reads a page with the real reader into the same lines as <see cref="SimplePage"/>.</summary>
internal static class RecordedPage
{
    public static List<string> Read(string page, bool openMetrics) => Read(Encoding.UTF8.GetBytes(page), openMetrics);

    public static List<string> Read(byte[] page, bool openMetrics, bool truncated = false)
    {
        var format = openMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
        var handler = new Recorder(format, []);
        ExpositionReader.Read(page, format, truncated, ref handler);
        return handler.Lines;
    }

    private readonly struct Recorder(ExpositionFormat format, List<string> lines) : IExpositionHandler
    {
        public List<string> Lines => lines;

        public LineClaim Claim(ReadOnlySpan<byte> rest, out int seriesLength)
        {
            seriesLength = 0;
            return LineClaim.Parse;
        }

        public void KnownSample(in SamplePoint point) => throw new InvalidOperationException();

        public void Sample(in SampleLine sample)
        {
            var pairs = new List<string>();
            var labels = new LabelEnumerator(sample.Labels, format, named: false);
            while (!sample.Labels.IsEmpty && labels.MoveNext())
            {
                pairs.Add($"{Escapes.Decode(labels.Current.Name)}=\"{Escapes.Decode(labels.Current.Value)}\"");
            }

            var value = sample.Point.Value.ToString("R", CultureInfo.InvariantCulture);
            var time = sample.Point.HasTimestamp ? $" @{sample.Point.TimestampMs}" : "";
            lines.Add($"{sample.Point.Line} {Escapes.Decode(sample.Name)}{{{string.Join(",", pairs)}}} {value}{time}");
        }

        public void Type(ReadOnlySpan<byte> family, FamilyType type, int line)
        {
        }

        public void Help(ReadOnlySpan<byte> family, ReadOnlySpan<byte> escaped, int line)
        {
        }

        public void Unit(ReadOnlySpan<byte> family, ReadOnlySpan<byte> unit, int line)
        {
        }

        public void BadLine(BadLineReason reason, ReadOnlySpan<byte> text, int line) => lines.Add($"{line} bad");
    }
}
