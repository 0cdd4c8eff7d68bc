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
        ScrapeFailure.Tls => "Check scheme and tls_config.",
        ScrapeFailure.CertificateUntrusted => "Give the authority that signed it in tls_config.ca_file.",
        ScrapeFailure.CertificateExpired => "Renew the target's certificate, and compare the clocks.",
        ScrapeFailure.CertificateName => "Write one of its names into tls_config.server_name, or let the certificate carry the target's address.",
        ScrapeFailure.ClientCertificate => "Give cert_file and key_file in tls_config, signed by an authority that the target trusts.",
        ScrapeFailure.Unauthorized => "Check authorization, basic_auth or tls_config.",
        ScrapeFailure.Forbidden => "Allow this identity to read the page; see docs/kubernetes.md for the rights that a cluster's pages need.",
        ScrapeFailure.Reset => "See whether the target or something before it refuses us, and that scheme is right.",
        ScrapeFailure.Redirect => "Write the address and path of the page itself: credentials are not carried elsewhere.",
        ScrapeFailure.NotFound or ScrapeFailure.HttpStatus => "Check metrics_path.",
        ScrapeFailure.ServerError => "See the target's own log.",
        ScrapeFailure.Timeout => "Raise scrape_timeout, or see why the target is slow.",
        ScrapeFailure.SlowBody => "Raise scrape_timeout, or see why the target does not end its page.",
        ScrapeFailure.CompressionBomb => "See what answers there: no page of metrics compresses like this.",
        ScrapeFailure.TooLarge => "What stands below the limit is kept; raise it to see the rest.",
        ScrapeFailure.Truncated => "What came before is kept.",
        ScrapeFailure.UnsupportedType => "Check metrics_path; where it is a metrics page all the same, name its format in fallback_scrape_protocol.",
        ScrapeFailure.Malformed => "Check metrics_path, and that the target's content type is what it serves.",
        ScrapeFailure.Html => "Check metrics_path, and that no login or proxy answers in the target's place.",
        _ => "",
    };
}
