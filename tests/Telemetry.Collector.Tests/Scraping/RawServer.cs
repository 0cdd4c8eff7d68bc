using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Telemetry.Collector.Tests.Scraping;

/// <summary>Answers every connection with the same bytes and then closes it: what a well-behaved HTTP server cannot be made to do.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;

    public RawServer(string answer)
    {
        _answer = Encoding.ASCII.GetBytes(answer);
        _listener.Start();
        _ = AnswerAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    public void Dispose() => _listener.Dispose();

    private async Task AnswerAsync()
    {
        while (true)
        {
            using var connection = await _listener.AcceptSocketAsync();
            await connection.ReceiveAsync(new byte[4096]);
            await connection.SendAsync(_answer);
            connection.Shutdown(SocketShutdown.Send);
            await connection.ReceiveAsync(new byte[4096]);
        }
    }
}
