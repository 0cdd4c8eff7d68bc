using System.Net.Http.Headers;
using System.Reflection;
using Telemetry.Credentials;

namespace Telemetry.Collector.Scraping;

/// <summary>
/// The connections to one address with one set of credentials: kept alive between scrapes, made anew when a file of them changes. A
/// client that was replaced is closed when the one after it is replaced, so that scrapes under way can end. Safe for concurrent use.
/// </summary>
internal sealed class ScrapeHttp(HttpSecurity security) : IDisposable
{
    /// <summary>Names are resolved again at least this often.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly ProductInfoHeaderValue Agent =
        new("telemetry", typeof(ScrapeHttp).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version);

    private readonly AuthorizationHeader _authorization = new(security);
    private readonly ServerCertificateCheck _certificate = new(security.SkipVerify);
    private readonly Lock _lock = new();
    private HttpClient? _client;
    private HttpClient? _replaced;
    private int _stamp;

    /// <summary>When the certificate that the target showed last runs out; null before the first, and without TLS.</summary>
    public DateTimeOffset? CertificateExpiry => _certificate.NotAfter;

    /// <summary>A request for a page, with its credentials.</summary>
    /// <param name="target">The page.</param>
    /// <param name="accept">The formats asked for.</param>
    /// <exception cref="CredentialsException">The token cannot be read.</exception>
    public HttpRequestMessage RequestFor(ScrapeTarget target, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, target.Url);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        request.Headers.UserAgent.Add(Agent);
        request.Headers.TryAddWithoutValidation("X-Prometheus-Scrape-Timeout-Seconds", $"{target.Timeout.TotalSeconds:0.###}");
        request.Headers.Authorization = _authorization.Current();
        // The platform takes the name to verify from the Host header and overwrites the one of its TLS settings.
        if (security.ServerName is { } name) request.Headers.Host = $"{name}:{target.Url.Port}";
        return request;
    }

    /// <summary>The client to send it with.</summary>
    /// <exception cref="CredentialsException">A certificate or key cannot be read.</exception>
    public HttpClient Client()
    {
        lock (_lock)
        {
            var stamp = TlsSettings.Stamp(security);
            if (_client is not null && stamp == _stamp) return _client;
            var client = Open();
            _replaced?.Dispose();
            (_replaced, _client, _stamp) = (_client, client, stamp);
            return client;
        }
    }

    /// <summary>What the target says about our certificate, after it reset a connection; null where it says nothing.</summary>
    public Task<string?> AlertAsync(Uri url, CancellationToken cancellationToken) => TlsProbe.AlertAsync(url, security, _certificate, cancellationToken);

    /// <summary>The target refused the token: it may have been rotated within the resolution of the file's time.</summary>
    public void ForgetToken() => _authorization.Forget();

    /// <inheritdoc/>
    public void Dispose()
    {
        _client?.Dispose();
        _replaced?.Dispose();
    }

    private HttpClient Open()
    {
        var handler = new SocketsHttpHandler
        {
            // Credentials are meant for the target alone, and records for what stands in the settings.
            AllowAutoRedirect = false,
            PooledConnectionLifetime = ConnectionLifetime,
            UseCookies = false,
            UseProxy = false,
            SslOptions = TlsSettings.Read(security, _certificate),
        };
        // The scrape's own timeout holds; it also covers the body, which the client's does not.
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
