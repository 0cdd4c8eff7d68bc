using System.Net.Sockets;
using System.Text;

namespace Telemetry.Testing.Receivers;

/// <summary>A server on loopback that reads a request and answers with given bytes, whatever they are, then closes.</summary>
public sealed class BrokenServer : LoopbackServer
{
    private readonly byte[] _answer;

    private BrokenServer(byte[] answer)
    {
        _answer = answer;
        Serve();
    }

    /// <summary>Base address.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>Starts one that answers with a text's bytes.</summary>
    public static BrokenServer Start(string answer) => new(Encoding.Latin1.GetBytes(answer));

    /// <inheritdoc/>
    protected override async Task ServeAsync(TcpClient client)
    {
        var stream = client.GetStream();
        await ReadRequestAsync(stream);
        await stream.WriteAsync(_answer, Stopping);
        client.Client.Shutdown(SocketShutdown.Send);
    }

    // A connection that is closed with unread bytes is reset, and the answer with it.
    private async Task ReadRequestAsync(NetworkStream stream)
    {
        var request = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (!IsWhole(request.ToString()))
        {
            var length = await stream.ReadAsync(buffer, Stopping);
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
