using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Telemetry.Credentials;

namespace Telemetry.Collector.Scraping;

/// <summary>
/// Finds out why a TLS session was reset. A server that refuses our certificate says so in an alert and closes; a request that is under way
/// by then draws a reset, which hides the alert. This asks nothing and only listens.
/// </summary>
internal static class TlsProbe
{
    /// <summary>A server that has not refused us by then has not refused us.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What the server says about our certificate; null where it says nothing.</summary>
    /// <param name="url">The target.</param>
    /// <param name="security">How it is asked.</param>
    /// <param name="certificate">Judges its certificate.</param>
    /// <param name="cancellationToken">End of the scrape.</param>
    public static async Task<string?> AlertAsync(Uri url, HttpSecurity security, ServerCertificateCheck certificate, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(url.IdnHost, url.Port, patience.Token);
            await using var session = new SslStream(connection.GetStream());
            var settings = TlsSettings.Read(security, certificate);
            settings.TargetHost = security.ServerName ?? url.IdnHost;
            await session.AuthenticateAsClientAsync(settings, patience.Token);
            _ = await session.ReadAsync(new byte[1], patience.Token);
            return null;
        }
        catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            return FetchOutcome.AlertIn(failure);
        }
    }
}
