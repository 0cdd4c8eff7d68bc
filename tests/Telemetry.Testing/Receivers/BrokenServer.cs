using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Telemetry.Testing.Receivers;

/// <summary>A server on loopback that reads a request and answers with given bytes, whatever they are, then closes.</summary>
public sealed class BrokenServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _answer;
    private readonly Task _serving;

    private BrokenServer(byte[] answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Base address.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Starts one that answers with a text's bytes.</summary>
    public static BrokenServer Start(string answer) => new(Encoding.Latin1.GetBytes(answer));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            var stream = client.GetStream();
            try
            {
                await ReadRequestAsync(stream);
                await stream.WriteAsync(_answer, _stop.Token);
                client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception gone) when (gone is IOException or SocketException)
            {
                // The client had enough.
            }
        }
    }

    // A connection that is closed with unread bytes is reset, and the answer with it.
    private async Task ReadRequestAsync(NetworkStream stream)
    {
        var request = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (!IsWhole(request.ToString()))
        {
            var length = await stream.ReadAsync(buffer, _stop.Token);
            if (length == 0) return;
            request.Append(Encoding.Latin1.GetString(buffer, 0, length));
        }
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        var head = request[..end];
        if (head.Contains("chunked", StringComparison.OrdinalIgnoreCase)) return request.EndsWith("0\r\n\r\n", StringComparison.Ordinal);
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))?.Split(':')[1].Trim();
        return request.Length >= end + 4 + int.Parse(length ?? "0", System.Globalization.CultureInfo.InvariantCulture);
    }
}
