using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Testing;
using Telemetry.Testing.Kafka;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;
using Telemetry.Transport.Kafka;
using Telemetry.Transport.Storage;

namespace Telemetry.Benchmarks.Transports;

/// <summary>Transports as in the product, for the time of one measurement.</summary>
internal static class RealTransports
{
    private const int Partitions = 3;

    /// <summary>Null, or the package that a Kafka broker or its client needs here.</summary>
    public static string? MissingForKafka
    {
        get
        {
            if (!NativeLibrary.TryLoad("librdkafka.so.1", out var library)) return "librdkafka1";
            NativeLibrary.Free(library);
            return new[] { "java", "npm" }.FirstOrDefault(program => Programs.Find(program) is null);
        }
    }

    /// <summary>The embedded transport on a file of its own.</summary>
    public static async Task<T> WithEmbeddedAsync<T>(Func<IStreamTransport, Task<T>> measure)
    {
        var folder = Directory.CreateTempSubdirectory("telemetry-bench-").FullName;
        try
        {
            await using var transport = await EmbeddedTransport.OpenAsync(
                new StorageOptions { Path = folder }, new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
            return await measure(transport);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Kafka on a real broker of one node.</summary>
    public static async Task<T> WithKafkaAsync<T>(Func<IStreamTransport, Task<T>> measure)
    {
        await using var broker = await KafkaBroker.StartAsync();
        foreach (var stream in Streams.All) await broker.CreateTopicAsync(stream, Partitions, Streams.IsCompacted(stream));
        var options = new KafkaOptions { Properties = new Dictionary<string, string>(broker.Properties), Partitions = Partitions, ReplicationFactor = 1 };
        await using var transport = await KafkaTransport.OpenAsync(
            options, [.. Streams.All], TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        return await measure(transport);
    }
}
