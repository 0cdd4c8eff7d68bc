namespace Telemetry.Collector.Scraping;

/// <summary>What an operator can do about a failed scrape.</summary>
internal static class ScrapeCures
{
    /// <summary>One sentence; empty where the failure's own words say it.</summary>
    public static string Of(ScrapeFailure failure) => failure switch
    {
        ScrapeFailure.Dns => "Check the host's name under targets.",
        ScrapeFailure.Refused => "Check the port, and that the target listens on this address.",
        ScrapeFailure.Unreachable => "Check the way from here to the target.",
        ScrapeFailure.Tls => "Check tls_config: ca_file must have signed the target's certificate, and server_name must be on it.",
        ScrapeFailure.Unauthorized => "Check authorization or tls_config, and that this identity may read the page.",
        ScrapeFailure.HttpStatus => "Check metrics_path.",
        ScrapeFailure.Timeout => "Raise scrape_timeout, or see why the target is slow.",
        ScrapeFailure.TooLarge => "What stands below the limit is kept; raise it to see the rest.",
        ScrapeFailure.Truncated => "What came before is kept.",
        _ => "",
    };
}
