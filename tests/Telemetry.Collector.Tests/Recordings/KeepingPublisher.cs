using System.Text;
using Telemetry.Transport;

namespace Telemetry.Collector.Tests.Recordings;

/// <summary>A transport that keeps everything.</summary>
internal sealed class KeepingPublisher : IStreamPublisher
{
    private readonly Lock _lock = new();
    private readonly List<(string Key, byte[] Value)> _records = [];

    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (_lock) return [.. _records.Select(record => record.Key)];
        }
    }

    public IReadOnlyList<byte[]> Values
    {
        get
        {
            lock (_lock) return [.. _records.Select(record => record.Value)];
        }
    }

    public ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        lock (_lock) _records.Add((Encoding.UTF8.GetString(key.Span), value.ToArray()));
        return ValueTask.CompletedTask;
    }
}
