namespace Telemetry.Alerting.Receivers;

/// <summary>The HTTP client of all receivers.</summary>
internal sealed class ReceiverClient : IDisposable
{
    private const int MaxConnectionsPerReceiver = 16;

    // Long enough to reuse connections in a storm, short enough to follow a change of the receiver's address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>Follows no redirect and keeps no cookie; deadlines are set per attempt.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = HttpDelivery.Timeout,
        MaxConnectionsPerServer = MaxConnectionsPerReceiver,
        PooledConnectionLifetime = ConnectionLifetime,
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();
}
