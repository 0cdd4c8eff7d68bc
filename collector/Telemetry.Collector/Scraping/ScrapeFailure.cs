namespace Telemetry.Collector.Scraping;

/// <summary>Why a scrape gave no page, or only a part of one. The closed set behind <c>scrape_failure{reason}</c>.</summary>
public enum ScrapeFailure
{
    /// <summary>It gave a whole page.</summary>
    None,

    /// <summary>The host's name does not resolve.</summary>
    Dns,

    /// <summary>Nobody listens there.</summary>
    Refused,

    /// <summary>No way to the host.</summary>
    Unreachable,

    /// <summary>The connection broke before an answer.</summary>
    Reset,

    /// <summary>No TLS session, for another reason than a certificate.</summary>
    Tls,

    /// <summary>None of the trusted authorities signed the target's certificate.</summary>
    CertificateUntrusted,

    /// <summary>The target's certificate has run out, or is not yet valid.</summary>
    CertificateExpired,

    /// <summary>The target's certificate carries other names than the one asked for.</summary>
    CertificateName,

    /// <summary>The target wants a client certificate, or does not accept ours.</summary>
    ClientCertificate,

    /// <summary>Token or client certificate cannot be read on our side.</summary>
    Credentials,

    /// <summary>The target answered 401: it does not know us.</summary>
    Unauthorized,

    /// <summary>The target answered 403: it knows us, and we may not read the page.</summary>
    Forbidden,

    /// <summary>The target sends us elsewhere; redirects are not followed.</summary>
    Redirect,

    /// <summary>The target answered 404: the page is not there.</summary>
    NotFound,

    /// <summary>The target answered 500 or above.</summary>
    ServerError,

    /// <summary>The target answered another status than 200.</summary>
    HttpStatus,

    /// <summary>No answer within the scrape's timeout.</summary>
    Timeout,

    /// <summary>An answer began within the scrape's timeout, but its page did not end.</summary>
    SlowBody,

    /// <summary>The page is over the body limit; the lines below the limit are kept.</summary>
    TooLarge,

    /// <summary>The page is over the body limit and so much larger than what was sent that it is made to fill memory; nothing is kept.</summary>
    CompressionBomb,

    /// <summary>The connection broke within the page; the whole lines before that are kept.</summary>
    Truncated,

    /// <summary>The content type is none that is understood.</summary>
    UnsupportedType,

    /// <summary>Not one line of the page could be read.</summary>
    Malformed,

    /// <summary>The page is made for people: a login, an error page, another path of the target.</summary>
    Html,
}

/// <summary>Names of the reasons, as labels carry them.</summary>
internal static class ScrapeFailures
{
    private static readonly string[] Names =
    [
        "none", "dns", "refused", "unreachable", "reset", "tls", "certificate_untrusted", "certificate_expired", "certificate_name",
        "client_certificate", "credentials", "unauthorized", "forbidden", "redirect", "not_found", "server_error", "http_status",
        "timeout", "slow_body", "too_large", "compression_bomb", "truncated",
        "unsupported_type", "malformed", "html",
    ];

    /// <summary>The reason's name in labels, logs and recordings.</summary>
    public static string Name(this ScrapeFailure failure) => Names[(int)failure];

    /// <summary>Whether what came of the page is kept.</summary>
    public static bool IsPartial(this ScrapeFailure failure) => failure is ScrapeFailure.TooLarge or ScrapeFailure.Truncated;

    /// <summary>Reads the word of a recorded frame: a name of ours, or what a recorder's own platform calls it.</summary>
    public static ScrapeFailure Parse(string word)
    {
        var index = Array.IndexOf(Names, word);
        if (index > 0) return (ScrapeFailure)index;
        foreach (var (piece, failure) in Foreign)
        {
            if (word.Contains(piece, StringComparison.OrdinalIgnoreCase)) return failure;
        }
        return ScrapeFailure.Unreachable;
    }

    private static readonly (string Piece, ScrapeFailure Failure)[] Foreign =
    [
        ("refused", ScrapeFailure.Refused), ("timeout", ScrapeFailure.Timeout), ("timed out", ScrapeFailure.Timeout),
        ("gai", ScrapeFailure.Dns), ("name", ScrapeFailure.Dns), ("ssl", ScrapeFailure.Tls), ("cert", ScrapeFailure.Tls),
        ("incomplete", ScrapeFailure.Truncated),
    ];
}
