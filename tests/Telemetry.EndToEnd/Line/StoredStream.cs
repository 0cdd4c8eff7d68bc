using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Testing;
using Telemetry.Transport.Embedded;

namespace Telemetry.EndToEnd.Line;

/// <summary>Records written by hand into a storage folder that no process has open: some streams are durable there.</summary>
internal static class StoredStream
{
    /// <summary>Appends records under one key.</summary>
    public static async Task AppendAsync(string folder, string stream, ReadOnlyMemory<byte> key, params IReadOnlyList<ReadOnlyMemory<byte>> values)
    {
        await using var transport = await EmbeddedTransport.OpenAsync(
            new() { Path = folder }, new(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        foreach (var value in values) await transport.PublishAsync(stream, key, value, CancellationToken.None);
    }
}
