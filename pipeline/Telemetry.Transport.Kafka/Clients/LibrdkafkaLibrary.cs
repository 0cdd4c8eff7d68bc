using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Telemetry.Transport.Kafka.Clients;

/// <summary>Finds librdkafka: inside the package where that brings it, else the one that the operating system ships.</summary>
internal static class LibrdkafkaLibrary
{
    private const string ImportName = "librdkafka";
    private const string SystemName = "librdkafka.so.1";
    private static readonly Lazy<bool> Loading = new(Load);

    /// <summary>Prepares the search once per process.</summary>
    public static void EnsureFound() => _ = Loading.Value;

    private static bool Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, Resolve);
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != ImportName) return 0;
        if (NativeLibrary.TryLoad(name, assembly, searchPath, out var bundled)) return bundled;
        if (NativeLibrary.TryLoad(SystemName, out var installed)) return installed;
        throw new TransportException("The Kafka client library is missing: install the package librdkafka1.", isTransient: false);
    }
}
