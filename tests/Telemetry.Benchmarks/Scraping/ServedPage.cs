using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>A page and how many samples it has.</summary>
internal sealed record ServedPage(byte[] Body, int Samples)
{
    public static ServedPage Of(byte[] body) => new(body, CountSamples(body));

    /// <summary>Those of a target's pages that have the series of the first, with other values.</summary>
    public static IReadOnlyList<ServedPage> OfSameSeries(IReadOnlyList<byte[]> bodies)
    {
        var known = new SeriesTable(_ => new FamilyRule(IsWanted: true));
        var first = known.Read(bodies[0], ExpositionFormat.Text).Samples;
        return [Of(bodies[0]), .. bodies.Skip(1).Where(body => known.Read(body, ExpositionFormat.Text) is { Vanished: 0 } page && page.Samples == first).Select(Of)];
    }

    private static int CountSamples(ReadOnlySpan<byte> body)
    {
        var samples = 0;
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range];
            if (!line.IsEmpty && line[0] != '#') samples++;
        }

        return samples;
    }
}
