using System.Runtime.InteropServices;

namespace Telemetry.Testing.Kafka;

/// <summary>The functions of <c>rdkafka_mock.h</c> that the mock cluster needs.</summary>
internal static class Librdkafka
{
    /// <summary>Client type; the mock only wants some client to live in.</summary>
    public const int Producer = 0;

    private const string Library = "librdkafka";

    static Librdkafka() => NativeLibrary.SetDllImportResolver(
        typeof(Librdkafka).Assembly,
        (name, assembly, path) => NativeLibrary.TryLoad(name, assembly, path, out var bundled) ? bundled : NativeLibrary.Load("librdkafka.so.1"));

    [DllImport(Library, EntryPoint = "rd_kafka_conf_new")]
    public static extern nint NewConfiguration();

    [DllImport(Library, EntryPoint = "rd_kafka_new")]
    public static extern nint New(int type, nint configuration, byte[] problem, nint problemBytes);

    [DllImport(Library, EntryPoint = "rd_kafka_destroy")]
    public static extern void Destroy(nint client);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_cluster_new")]
    public static extern nint NewCluster(nint client, int brokers);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    public static extern void DestroyCluster(nint cluster);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    public static extern nint Bootstraps(nint cluster);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_topic_create")]
    public static extern int CreateTopic(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partitions, int replicas);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_partition_set_leader")]
    public static extern int SetLeader(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partition, int broker);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_coordinator_set")]
    public static extern int SetCoordinator(
        nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string keyType, [MarshalAs(UnmanagedType.LPUTF8Str)] string key, int broker);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_broker_set_down")]
    public static extern int SetDown(nint cluster, int broker);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_broker_set_up")]
    public static extern int SetUp(nint cluster, int broker);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_push_request_errors_array")]
    public static extern void PushErrors(nint cluster, short api, nuint count, int[] errors);
}
