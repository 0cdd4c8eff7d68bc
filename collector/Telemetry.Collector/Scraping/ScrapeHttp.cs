namespace Telemetry.Collector.Scraping;

/// <summary>
/// The connections of one scrape config: kept alive between scrapes, made anew when a file of <c>tls_config</c> changes. A client
/// that was replaced is closed when the one after it is replaced, so that scrapes under way can end.
/// </summary>
internal sealed class ScrapeHttp(ScrapeConfigOptions config) : IDisposable
{
    /// <summary>Names are resolved again at least this often.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly TokenFile? _token = config.Authorization is { } authorization ? new TokenFile(authorization) : null;
    private readonly Lock _lock = new();
    private HttpClient? _client;
    private HttpClient? _replaced;
    private int _stamp;

    /// <summary>A request for a page, with its credentials.</summary>
    /// <exception cref="CredentialsException">The token cannot be read.</exception>
    public HttpRequestMessage RequestFor(ScrapeTarget target)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, target.Url);
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        request.Headers.TryAddWithoutValidation("X-Prometheus-Scrape-Timeout-Seconds", $"{target.Timeout.TotalSeconds:0.###}");
        request.Headers.Authorization = _token?.Header();
        // The platform takes the name to verify from the Host header and overwrites the one of its TLS settings.
        if (config.TlsConfig.ServerName is { } name) request.Headers.Host = $"{name}:{target.Url.Port}";
        return request;
    }

    /// <summary>The client to send it with.</summary>
    /// <exception cref="CredentialsException">A file of <c>tls_config</c> cannot be read.</exception>
    public HttpClient Client()
    {
        lock (_lock)
        {
            var stamp = TlsSettings.Stamp(config.TlsConfig);
            if (_client is not null && stamp == _stamp) return _client;
            var client = Open();
            _replaced?.Dispose();
            (_replaced, _client, _stamp) = (_client, client, stamp);
            return client;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client?.Dispose();
        _replaced?.Dispose();
    }

    /// <summary>OpenMetrics first, for its created times; then text.</summary>
    private const string Accept =
        "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.4,text/plain;q=0.2";

    private HttpClient Open()
    {
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = System.Net.DecompressionMethods.GZip,
            PooledConnectionLifetime = ConnectionLifetime,
            UseCookies = false,
            UseProxy = false,
            SslOptions = TlsSettings.Read(config.TlsConfig),
        };
        // The scrape's own timeout holds; it also covers the body, which the client's does not.
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
