using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Telemetry.Testing.Kafka;

/// <summary>Asks a broker for its topics with Metadata request version 0 (Kafka protocol guide), without a client library.</summary>
internal static class MetadataProbe
{
    private const short MetadataApi = 3;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until every partition of a topic has a leader.</summary>
    public static async Task WaitForTopicAsync(int port, string topic, int partitions)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (await CountPartitionsWithLeaderAsync(port, topic, deadline.Token) < partitions) await Task.Delay(Pause, deadline.Token);
    }

    private static async Task<int> CountPartitionsWithLeaderAsync(int port, string topic, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Request(), cancellationToken);
        var size = new byte[sizeof(int)];
        await stream.ReadExactlyAsync(size, cancellationToken);
        var response = new byte[BinaryPrimitives.ReadInt32BigEndian(size)];
        await stream.ReadExactlyAsync(response, cancellationToken);
        return CountPartitionsWithLeader(new KafkaReader(response), topic);
    }

    /// <summary>Header (API, version, correlation, client id) and an empty list, which asks for all topics.</summary>
    private static byte[] Request()
    {
        var request = new byte[sizeof(int) + 2 + 2 + 4 + 2 + 4];
        BinaryPrimitives.WriteInt32BigEndian(request, request.Length - sizeof(int));
        BinaryPrimitives.WriteInt16BigEndian(request.AsSpan(4), MetadataApi);
        BinaryPrimitives.WriteInt16BigEndian(request.AsSpan(12), -1);
        return request;
    }

    private static int CountPartitionsWithLeader(KafkaReader reader, string wanted)
    {
        reader.Int32(); // correlation
        for (var broker = reader.Int32(); broker > 0; broker--)
        {
            reader.Int32();
            reader.Text();
            reader.Int32();
        }

        var count = 0;
        for (var topic = reader.Int32(); topic > 0; topic--)
        {
            reader.Int16();
            var isWanted = reader.Text() == wanted;
            for (var partition = reader.Int32(); partition > 0; partition--)
            {
                var error = reader.Int16();
                reader.Int32();
                var leader = reader.Int32();
                reader.SkipInt32s();
                reader.SkipInt32s();
                if (isWanted && error == 0 && leader >= 0) count++;
            }
        }

        return count;
    }
}
