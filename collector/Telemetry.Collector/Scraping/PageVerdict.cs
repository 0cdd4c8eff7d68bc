using System.Runtime.InteropServices;

namespace Telemetry.Collector.Scraping;

/// <summary>How a scrape ended, the reading of its page included.</summary>
/// <param name="Failure">Why there is nothing, or only a part.</param>
/// <param name="Samples">Sample lines that could be read.</param>
/// <param name="Detail">What is wrong with the page, for people; empty where nothing is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PageVerdict(ScrapeFailure Failure, int Samples, string Detail)
{
    /// <summary>When the process behind the target was last another one, for people; empty where it never was.</summary>
    public string Note { get; init; } = "";
}
