namespace Telemetry.Collector.Scraping;

/// <summary>What a target's last scrape gave, for those who look at it.</summary>
/// <param name="Start">When it began.</param>
/// <param name="Duration">From the request to the last byte.</param>
/// <param name="Reading">Time that reading the page and making its records took; at most one page is read for each processor.</param>
/// <param name="Slot">Slot that it served.</param>
/// <param name="Bytes">Length of the page, after decompression.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Failed">Scrapes without a page since the last that had one.</param>
internal sealed record LastScrape(
    DateTimeOffset Start, TimeSpan Duration, TimeSpan Reading, long Slot, int Bytes, PageVerdict Verdict, int Failed);
