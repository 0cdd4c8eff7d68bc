using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Telemetry.Collector.Scraping;

/// <summary>How a request for a page ended.</summary>
/// <param name="Failure">Why there is no whole page.</param>
/// <param name="Status">HTTP status; 0 where there was no answer.</param>
/// <param name="ContentType">Content type as answered.</param>
/// <param name="Detail">What happened, for a log line: no secrets.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FetchOutcome(ScrapeFailure Failure, int Status, string? ContentType, string Detail)
{
    /// <summary>The reason behind an answer that is no page.</summary>
    public static FetchOutcome Of(HttpStatusCode status) => new(
        status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? ScrapeFailure.Unauthorized : ScrapeFailure.HttpStatus,
        (int)status, ContentType: null, $"the target answered {(int)status}.");

    /// <summary>The reason behind a request that got no answer.</summary>
    public static FetchOutcome Of(HttpRequestException failure)
    {
        var reason = failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => ScrapeFailure.Dns,
            HttpRequestError.SecureConnectionError => ScrapeFailure.Tls,
            HttpRequestError.ConnectionError when failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
                => ScrapeFailure.Refused,
            _ => ScrapeFailure.Unreachable,
        };
        return new FetchOutcome(reason, Status: 0, ContentType: null, $"{(failure.InnerException ?? failure).Message.TrimEnd('.')}.");
    }
}
