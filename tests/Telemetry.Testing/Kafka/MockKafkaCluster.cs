using System.Runtime.InteropServices;
using System.Text;

namespace Telemetry.Testing.Kafka;

/// <summary>librdkafka's own mock cluster: brokers of a recent protocol on real loopback sockets, for faults made to order.</summary>
/// <remarks>Needs librdkafka: mark the class <c>[NeedsLibrary("librdkafka.so.1")]</c>.</remarks>
public sealed class MockKafkaCluster : IDisposable
{
    private readonly nint _client;
    private readonly nint _cluster;

    public MockKafkaCluster(int brokers)
    {
        Brokers = brokers;
        var problem = new byte[512];
        _client = Librdkafka.New(Librdkafka.Producer, Librdkafka.NewConfiguration(), problem, problem.Length);
        if (_client == 0) throw new InvalidOperationException(Encoding.UTF8.GetString(problem).TrimEnd('\0'));
        _cluster = Librdkafka.NewCluster(_client, brokers);
    }

    /// <summary>Number of brokers; their ids count from 1.</summary>
    public int Brokers { get; }

    /// <summary>Addresses for clients.</summary>
    public string BootstrapServers => Marshal.PtrToStringUTF8(Librdkafka.Bootstraps(_cluster))!;

    /// <summary>Client properties of this cluster.</summary>
    public IReadOnlyDictionary<string, string> Properties => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bootstrap.servers"] = BootstrapServers,
        // A member that has left keeps the mock's next one waiting until its session would have ended.
        ["session.timeout.ms"] = "3000",
        ["heartbeat.interval.ms"] = "500",
    };

    /// <summary>Creates a topic with a replica on every broker. The mock keeps every record; it does not compact.</summary>
    public void CreateTopic(string name, int partitions) => Check(Librdkafka.CreateTopic(_cluster, name, partitions, Brokers));

    public void SetLeader(string topic, int partition, int broker) => Check(Librdkafka.SetLeader(_cluster, topic, partition, broker));

    /// <summary>Makes a broker the coordinator of a consumer group.</summary>
    public void SetCoordinator(string group, int broker) => Check(Librdkafka.SetCoordinator(_cluster, "group", group, broker));

    /// <summary>Closes a broker's connections and refuses new ones.</summary>
    public void TakeDown(int broker) => Check(Librdkafka.SetDown(_cluster, broker));

    public void BringUp(int broker) => Check(Librdkafka.SetUp(_cluster, broker));

    /// <summary>Makes the next requests of an API fail with a broker's error codes, in order.</summary>
    public void FailRequests(short api, params int[] errors) =>
        Librdkafka.PushErrors(_cluster, api, (nuint)errors.Length, errors);

    public void Dispose()
    {
        Librdkafka.DestroyCluster(_cluster);
        Librdkafka.Destroy(_client);
    }

    private static void Check(int error)
    {
        if (error != 0) throw new InvalidOperationException($"The mock cluster answered {error}.");
    }
}
