using Telemetry.Testing.Processes;

namespace Telemetry.Testing.Kafka;

/// <summary>A real Kafka 0.9.0.1 broker with its ZooKeeper, on free loopback ports and a data folder of its own.</summary>
/// <remarks>Needs <c>java</c> and <c>npm</c>: mark the test <c>[ServerFact("npm", "java")]</c>.</remarks>
public sealed class KafkaBroker : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(2);
    private const int KeptLines = 1000;
    private readonly KafkaDistribution _distribution;
    private readonly string _folder;
    private readonly int _zooKeeperPort = Ports.Free();
    private readonly int _port = Ports.Free();
    private ChildProcess? _zooKeeper;
    private ChildProcess? _broker;

    private KafkaBroker(KafkaDistribution distribution, string folder)
    {
        _distribution = distribution;
        _folder = folder;
    }

    /// <summary>Address for clients.</summary>
    public string BootstrapServers => $"127.0.0.1:{_port}";

    /// <summary>Client properties that this broker needs: it is older than the request that asks a broker for its versions.</summary>
    public IReadOnlyDictionary<string, string> Properties => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bootstrap.servers"] = BootstrapServers,
        ["api.version.request"] = "false",
        ["broker.version.fallback"] = "0.9.0.1",
        ["session.timeout.ms"] = "6000",
    };

    /// <summary>Downloads the distribution where needed, starts both servers and waits until they serve.</summary>
    public static async Task<KafkaBroker> StartAsync()
    {
        var broker = new KafkaBroker(
            await KafkaDistribution.GetAsync(), Directory.CreateTempSubdirectory("telemetry-kafka-").FullName);
        try
        {
            await broker.StartZooKeeperAsync();
            await broker.StartBrokerAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates a topic with the broker's own tool; when this returns, the broker serves it.</summary>
    public async Task CreateTopicAsync(string name, int partitions, bool compacted)
    {
        string[] policy = compacted ? ["--config", "cleanup.policy=compact"] : [];
        await using var tool = Java("kafka.admin.TopicCommand", [
            "--create", "--zookeeper", $"127.0.0.1:{_zooKeeperPort}", "--topic", name,
            "--partitions", $"{partitions}", "--replication-factor", "1", .. policy,
        ]);
        if (await tool.WaitForExitAsync(StartDeadline) != 0) throw new InvalidOperationException(tool.Tail());
        // The tool only writes the wish into ZooKeeper.
        await MetadataProbe.WaitForTopicAsync(_port, name, partitions);
    }

    /// <summary>Ends the broker as <c>kill -9</c> does; its data stays.</summary>
    public Task KillBrokerAsync() => _broker!.KillAsync();

    /// <summary>Starts the broker on its data, at the same address.</summary>
    public async Task StartBrokerAsync()
    {
        var settings = await WriteAsync("server.properties", $"""
            broker.id=0
            listeners=PLAINTEXT://{BootstrapServers}
            log.dirs={_folder}/log
            zookeeper.connect=127.0.0.1:{_zooKeeperPort}
            zookeeper.session.timeout.ms=6000
            auto.create.topics.enable=false
            offsets.topic.num.partitions=4
            offsets.topic.replication.factor=1
            group.min.session.timeout.ms=1000
            controlled.shutdown.enable=false
            log.flush.interval.messages=1
            """);
        if (_broker is not null) await _broker.DisposeAsync();
        _broker = Java("kafka.Kafka", [settings]);
        await Eventually.TrueAsync(() => HasStartedAsync(settings), StartDeadline, () => _broker.Tail());
    }

    /// <summary>Whether the broker serves. ZooKeeper holds a killed broker's id for a while; until then a new one ends, and is started again.</summary>
    private async Task<bool> HasStartedAsync(string settings)
    {
        if (!_broker!.HasExited) return _broker.Output.Any(line => line.Contains("], started", StringComparison.Ordinal));
        if (!_broker.Tail(KeptLines).Contains("already registered", StringComparison.Ordinal)) throw new InvalidOperationException(_broker.Tail());
        await _broker.DisposeAsync();
        _broker = Java("kafka.Kafka", [settings]);
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null) await _broker.DisposeAsync();
        if (_zooKeeper is not null) await _zooKeeper.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartZooKeeperAsync()
    {
        var settings = await WriteAsync("zookeeper.properties", $"""
            dataDir={_folder}/zookeeper
            clientPort={_zooKeeperPort}
            clientPortAddress=127.0.0.1
            maxClientCnxns=0
            """);
        await WriteAsync("log4j.properties", """
            log4j.rootLogger=INFO, stdout
            log4j.appender.stdout=org.apache.log4j.ConsoleAppender
            log4j.appender.stdout.layout=org.apache.log4j.PatternLayout
            log4j.appender.stdout.layout.ConversionPattern=%p %m (%c)%n
            """);
        _zooKeeper = Java("org.apache.zookeeper.server.quorum.QuorumPeerMain", [settings]);
        await Eventually.TrueAsync(
            () => _zooKeeper.HasExited
                ? throw new InvalidOperationException(_zooKeeper.Tail())
                : _zooKeeper.Output.Any(line => line.Contains("binding to port", StringComparison.Ordinal)),
            StartDeadline,
            () => _zooKeeper.Tail());
    }

    private async Task<string> WriteAsync(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, content + "\n");
        return path;
    }

    private ChildProcess Java(string mainClass, IEnumerable<string> arguments) => ChildProcess.Start(
        "java",
        [
            "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", $"-Dlog4j.configuration=file:{_folder}/log4j.properties",
            "-cp", _distribution.ClassPath, mainClass, .. arguments,
        ],
        workingDirectory: _folder);
}
