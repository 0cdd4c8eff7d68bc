using System.Globalization;
using System.Text;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition.Series;

/// <summary>The fast path (known series) against the full parser: a table that has read other pages before must read the same.</summary>
public sealed class SeriesTablePropertyTests
{
    private const int Pages = 500;
    private const int LinesPerPage = 30;
    private const string Types = "# TYPE foo histogram\n# TYPE bar_baz summary\n# TYPE http_requests counter\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_PageThatChangesFromScrapeToScrape_GivesWhatAFreshTableGives(bool openMetrics)
    {
        var format = openMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
        var known = 0;
        for (var seed = 0; seed < Pages; seed++)
        {
            var generator = new PageGenerator(seed, openMetrics);
            var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
            var samples = generator.Samples(LinesPerPage);
            for (var scrape = 0; scrape < 5; scrape++)
            {
                var bytes = Encoding.UTF8.GetBytes(Types + samples + (openMetrics ? "# EOF\n" : ""));
                var fresh = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
                var expected = fresh.Read(bytes, format);
                var reading = table.Read(bytes, format);
                Assert.Equal(Describe(fresh, expected), Describe(table, reading));
                known += reading.Samples - reading.Unpredicted;
                samples = generator.Spoil(samples);
            }
        }

        Assert.True(known > Pages * LinesPerPage, $"only {known} samples took the fast path");
    }

    private static string Describe(SeriesTable table, PageReading reading)
    {
        var series = table.Families
            .SelectMany(static family => family.Metrics)
            .SelectMany(static metric => metric.Series)
            .Where(s => s.LastSeen == table.Generation)
            .Select(static s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} {s.Bound} {string.Join(",", s.Metric.Labels.Labels.ToArray())} {s.Value:R} {s.TimestampMs}"))
            .Order(StringComparer.Ordinal);
        return $"{reading.Samples} {reading.BadLines} {string.Join("\n", reading.Examples)}\n{string.Join("\n", series)}";
    }
}
