using System.Net;
using System.Net.Sockets;

namespace Telemetry.Testing.Receivers;

/// <summary>A server on loopback that is spoken to byte by byte, one connection after another.</summary>
public abstract class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private Task _serving = Task.CompletedTask;

    /// <summary>Its port.</summary>
    protected int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends with it.</summary>
    protected CancellationToken Stopping => _stop.Token;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins to serve, on any free port; the last thing that a constructor does.</summary>
    protected void Serve()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Serves one client; what it breaks off is over.</summary>
    protected abstract Task ServeAsync(TcpClient client);

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            try
            {
                await ServeAsync(client);
            }
            catch (Exception gone) when (gone is IOException or SocketException)
            {
                // The client had enough.
            }
        }
    }
}
