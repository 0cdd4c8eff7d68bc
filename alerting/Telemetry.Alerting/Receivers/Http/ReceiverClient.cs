using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>
/// The HTTP clients of all receivers: one for each way to connect that stands in the settings, kept over reloads (a setting that is gone
/// leaves an idle client behind, without connections). Safe for concurrent use.
/// </summary>
internal sealed class ReceiverClient : IDisposable
{
    private const int MaxConnectionsPerReceiver = 16;

    // Long enough to reuse connections in a storm, short enough to follow a change of the receiver's address or certificate.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private readonly EgressGuard _guard;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<ConnectionSettings, HttpClient> _clients = new();

    public ReceiverClient(EgressGuard guard, TimeProvider time)
    {
        _guard = guard;
        _time = time;
    }

    /// <summary>Where connections may lead.</summary>
    public EgressGuard Guard => _guard;

    /// <summary>A client without settings of its own, under the same guard.</summary>
    public HttpClient Http => ClientOf(new HttpConfigOptions());

    /// <summary>The way to a receiver.</summary>
    public HttpDelivery Delivery(HttpConfigOptions options)
    {
        return new HttpDelivery(ClientOf(options), options.BasicAuth is null && options.Authorization is null ? null : new HttpCredentials(options), _time);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values) client.Dispose();
    }

    private HttpClient ClientOf(HttpConfigOptions options) => _clients.GetOrAdd(ConnectionSettings.Of(options), _ => Create(options));

    // Follows no redirect and keeps no cookie; deadlines are set per attempt.
    private HttpClient Create(HttpConfigOptions options) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = options.ProxyUrl is not null,
        Proxy = options.ProxyUrl is null ? null : new WebProxy(options.ProxyUrl),
        ConnectTimeout = AttemptTimeout.Page,
        ConnectCallback = (context, cancellationToken) => _guard.ConnectAsync(context.DnsEndPoint, cancellationToken),
        SslOptions = options.TlsConfig is null ? new SslClientAuthenticationOptions() : ReceiverTls.Options(options.TlsConfig, targetHost: null),
        MaxConnectionsPerServer = MaxConnectionsPerReceiver,
        MaxResponseHeadersLength = 64,
        PooledConnectionLifetime = ConnectionLifetime,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private sealed record ConnectionSettings(string? CaFile, string? CertFile, string? KeyFile, string? ServerName, string? ProxyUrl)
    {
        public static ConnectionSettings Of(HttpConfigOptions options) => new(
            options.TlsConfig?.CaFile, options.TlsConfig?.CertFile, options.TlsConfig?.KeyFile, options.TlsConfig?.ServerName, options.ProxyUrl);
    }
}
