using System.Runtime.InteropServices;
using System.Text;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Recordings.History;

/// <summary>
/// The pages of one target from its series: what was scraped together has one time, that of <c>up</c>. A sample with a time of its own
/// belongs to the next scrape.
/// </summary>
internal static class HistoryPages
{
    private const string Up = "up";
    private const string Duration = "scrape_duration_seconds";
    private const string TextType = "text/plain; version=0.0.4";

    // The NaN that ends a series in a Prometheus.
    private const long StaleBits = 0x7ff0000000000002;

    /// <summary>The pages, in order of time.</summary>
    public static IEnumerable<ScrapedPage> Of(IReadOnlyList<HistorySeries> series)
    {
        var up = series.FirstOrDefault(one => one.Name == Up);
        var durations = series.FirstOrDefault(one => one.Name == Duration)?.Samples.ToDictionary(sample => sample.TimeMs, sample => sample.Value) ?? [];
        var lines = HistoryLine.Of([.. series.Where(one => one.Name is not (Up or Duration))]);
        var next = new int[lines.Count];
        foreach (var scrape in ScrapesOf(up, series))
        {
            var durationMs = (long)(durations.GetValueOrDefault(scrape.TimeMs) * 1000);
            var page = PageOf(lines, next, scrape.TimeMs);
            yield return scrape.IsUp
                ? new ScrapedPage(scrape.TimeMs, durationMs, 200, ScrapeFailure.None, TextType, Encoding.UTF8.GetBytes(page))
                : new ScrapedPage(scrape.TimeMs, durationMs, 0, ScrapeFailure.Unreachable, ContentType: null, Body: default);
        }
    }

    private static IEnumerable<Scrape> ScrapesOf(HistorySeries? up, IReadOnlyList<HistorySeries> series) => up is not null
        ? up.Samples.Where(sample => !IsStale(sample.Value)).Select(sample => new Scrape(sample.TimeMs, sample.Value > 0))
        : series.SelectMany(one => one.Samples).Select(sample => sample.TimeMs).Distinct().Order().Select(timeMs => new Scrape(timeMs, IsUp: true));

    private static string PageOf(List<HistoryLine> lines, int[] next, long timeMs)
    {
        var page = new StringBuilder();
        var family = "";
        for (var i = 0; i < lines.Count; i++)
        {
            var samples = lines[i].Series.Samples;
            var last = double.NaN;
            var isSeen = false;
            for (; next[i] < samples.Count && samples[next[i]].TimeMs <= timeMs; next[i]++) (last, isSeen) = (samples[next[i]].Value, true);
            if (!isSeen || IsStale(last)) continue;
            if (lines[i].Family != family && lines[i].IsHistogram) page.Append("# TYPE ").Append(lines[i].Family).Append(" histogram\n");
            family = lines[i].Family;
            lines[i].Append(page, last);
        }

        return page.ToString();
    }

    private static bool IsStale(double value) => BitConverter.DoubleToInt64Bits(value) == StaleBits;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Scrape(long TimeMs, bool IsUp);
}
