using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Telemetry.Credentials;

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
    public static FetchOutcome Of(HttpStatusCode status)
    {
        var reason = status switch
        {
            HttpStatusCode.Unauthorized => ScrapeFailure.Unauthorized,
            HttpStatusCode.Forbidden => ScrapeFailure.Forbidden,
            HttpStatusCode.NotFound => ScrapeFailure.NotFound,
            >= HttpStatusCode.InternalServerError => ScrapeFailure.ServerError,
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => ScrapeFailure.Redirect,
            _ => ScrapeFailure.HttpStatus,
        };
        return new FetchOutcome(reason, (int)status, ContentType: null, $"the target answered {(int)status}.");
    }

    /// <summary>The reason behind an answer that is no page, with the place that a redirect names.</summary>
    public static FetchOutcome Of(HttpResponseMessage answer)
    {
        var outcome = Of(answer.StatusCode);
        if (outcome.Failure != ScrapeFailure.Redirect || answer.Headers.Location is not { } location) return outcome;
        // What stands in a query, or before an @, may be a secret.
        var place = location.IsAbsoluteUri ? location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : location.OriginalString.Split('?')[0];
        return outcome with { Detail = $"the target answered {outcome.Status} to {place}." };
    }

    /// <summary>The reason behind a request that got no answer.</summary>
    public static FetchOutcome Of(HttpRequestException failure)
    {
        var reason = failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => ScrapeFailure.Dns,
            HttpRequestError.SecureConnectionError => OfSession(failure.InnerException),
            HttpRequestError.ConnectionError when failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
                => ScrapeFailure.Refused,
            _ when AlertIn(failure) is not null => ScrapeFailure.ClientCertificate,
            HttpRequestError.ConnectionError => ScrapeFailure.Unreachable,
            _ => ScrapeFailure.Reset,
        };
        return new FetchOutcome(reason, Status: 0, ContentType: null, $"{(failure.InnerException ?? failure).Message.TrimEnd('.')}.");
    }

    private static ScrapeFailure OfSession(Exception? failure) => failure switch
    {
        CertificateRejectedException { Problem: CertificateProblem.Expired } => ScrapeFailure.CertificateExpired,
        CertificateRejectedException { Problem: CertificateProblem.WrongName } => ScrapeFailure.CertificateName,
        CertificateRejectedException => ScrapeFailure.CertificateUntrusted,
        _ when AlertIn(failure) is not null => ScrapeFailure.ClientCertificate,
        _ => ScrapeFailure.Tls,
    };

    /// <summary>
    /// What a server said about our certificate; null where it said nothing. In TLS 1.3 our side of the handshake is over when the server
    /// judges our certificate: its alert is what the first read ends with.
    /// </summary>
    public static string? AlertIn(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure.Message.Contains("alert", StringComparison.Ordinal) && failure.Message.Contains("certificate", StringComparison.Ordinal)) return failure.Message;
        }
        return null;
    }
}
