using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Telemetry.Testing.Kafka;

/// <summary>
/// A broker that answers four requests and no others: ApiVersions 0, Metadata 1, CreateTopics 0-2, DescribeConfigs 0, by the Kafka protocol
/// guide. Strict: whatever else comes, and every byte too many or too few, is a violation and closes the connection.
/// </summary>
public sealed class AdminStandIn : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly AdminAnswers _answers;
    private readonly Task _accepting;

    public AdminStandIn()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _answers = new AdminAnswers(Port, Topics);
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Topics that exist.</summary>
    public ConcurrentDictionary<string, StandInTopic> Topics { get; } = new(StringComparer.Ordinal);

    /// <summary>What a client did that the protocol, or this broker, forbids.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>Client properties of this broker.</summary>
    public IReadOnlyDictionary<string, string> Properties =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["bootstrap.servers"] = $"127.0.0.1:{Port}" };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // Not before: an accept that begins on a stopped listener fails as a mistake of ours.
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var size = new byte[sizeof(int)];
            while (true)
            {
                await stream.ReadExactlyAsync(size, _stop.Token);
                var request = new byte[BinaryPrimitives.ReadInt32BigEndian(size)];
                await stream.ReadExactlyAsync(request, _stop.Token);
                var response = _answers.Answer(request);
                BinaryPrimitives.WriteInt32BigEndian(size, response.Length);
                await stream.WriteAsync(size, _stop.Token);
                await stream.WriteAsync(response, _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The client has gone, or the test ends.
        }
        catch (Exception e)
        {
            _violations.Enqueue(e.Message);
        }
    }
}
